import { readFileSync } from 'node:fs'

/**
 * Processor time of the main thread so far, in ms. Unlike the wall clock it leaves out what other processes took, and
 * unlike `process.cpuUsage` what the compiler's and collector's threads did beside it. Where the system does not tell,
 * it is the time of the whole process.
 */
export function cpuMs(): number {
  try {
    return Number(readFileSync('/proc/self/schedstat', 'utf8').split(' ')[0]) / 1e6
  } catch {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1000
  }
}
