// Loaded before a measured program: says at its end, on its fourth stream, how much memory it had at the highest.
import { writeSync } from 'node:fs'

process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS * 1024)))
