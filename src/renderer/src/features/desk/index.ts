export { CredentialDesk } from './credential-desk.tsx'
