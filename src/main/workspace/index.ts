export { createWorkspace, type Workspace } from './create-workspace.ts'
export { folderNameFor } from './file-names.ts'
export { createWorkspaceFolder, type WorkspaceFolder } from './workspace-folder.ts'
