export function flagsOf(task: string): readonly string[]
