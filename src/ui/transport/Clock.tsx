import { useEffect, useRef } from 'react'
import { useRun } from '../live/live.ts'
import { useSpeech } from '../live/speech.ts'
import { useStores } from '../stores.ts'
import { createTicker, formatClock } from './clock.ts'
import classes from './transport.module.css'

const EVERY_MS = 100
/** A paused clock tells events apart, which are microseconds from each other. */
const DECIMALS = { going: 1, paused: 6 } as const

/** The simulated time, written past React: it changes ten times a second. */
export function Clock() {
  const { words } = useSpeech()
  const { live } = useStores().run
  const status = useRun((state) => state.status)
  const shown = useRef<HTMLTimeElement>(null)
  useEffect(() => {
    const isRunning = status === 'running'
    const ticker = createTicker()
    const show = () => {
      const pace = isRunning ? (live.latest()?.achievedMsPerSecond ?? 0) : 0
      const atMs = ticker({
        atMs: live.atMs(),
        pace,
        mostMs: live.layout()?.windowMs ?? 0,
        wallMs: performance.now(),
      })
      const text = formatClock(atMs, status === 'paused' ? DECIMALS.paused : DECIMALS.going)
      if (shown.current && shown.current.textContent !== text) shown.current.textContent = text
    }
    show()
    if (!isRunning) return live.every(EVERY_MS, show)
    const timer = setInterval(show, EVERY_MS)
    return () => clearInterval(timer)
  }, [live, status])
  return <time ref={shown} className={classes.clock} role="timer" aria-label={words.transport.time} />
}
