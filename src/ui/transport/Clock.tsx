import { useEffect, useRef } from 'react'
import { useRun } from '../live/live.ts'
import { useSpeech } from '../live/speech.ts'
import { useStores } from '../stores.ts'
import { formatClock } from './clock.ts'
import classes from './transport.module.css'

const EVERY_MS = 100
/** A paused clock tells events apart, which are microseconds from each other. */
const DECIMALS = { going: 1, paused: 6 } as const

/** The simulated time, written past React: it changes ten times a second. */
export function Clock() {
  const { words } = useSpeech()
  const { live } = useStores().run
  const decimals = useRun((state) => (state.status === 'paused' ? DECIMALS.paused : DECIMALS.going))
  const shown = useRef<HTMLTimeElement>(null)
  useEffect(() => {
    const show = () => {
      if (shown.current) shown.current.textContent = formatClock(live.atMs(), decimals)
    }
    show()
    return live.every(EVERY_MS, show)
  }, [live, decimals])
  return <time ref={shown} className={classes.clock} role="timer" aria-label={words.transport.time} />
}
