export { createWorkspace, type Workspace } from './create-workspace.ts'
export { createWorkspaceFolder, type WorkspaceFolder } from './workspace-folder.ts'
