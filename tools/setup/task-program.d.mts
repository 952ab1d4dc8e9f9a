export function programOf(task: string, node: string, say?: (text: string) => void): readonly string[]
