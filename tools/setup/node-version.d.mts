export interface Machine {
  readonly platform: string
  readonly arch: string
  readonly version: string
}

/** Throws, before anything is installed, where the tools cannot run. */
export function refuseUnsupported(machine: Machine): void
