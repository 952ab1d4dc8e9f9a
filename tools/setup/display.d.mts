/** Whether a window could be seen: on Linux a display must be named, elsewhere there is one. */
export function hasDisplay(env?: NodeJS.ProcessEnv, platform?: NodeJS.Platform): boolean
