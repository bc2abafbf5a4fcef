import { useComputedColorScheme } from '@mantine/core'
import { useReducedMotion } from '@mantine/hooks'
import { useStoreApi } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import { formatRate } from '../../base/format.ts'
import type { RunStore } from '../../state/run.ts'
import '../charts/colors.css'
import { useStores } from '../stores.ts'
import { createPainter } from './dots-painter.ts'
import type { Painter, Transform } from './dots-painter.ts'
import { dotsNotice } from './dots-notice.ts'
import { createSwarm } from './dots.ts'
import classes from './dots.module.css'

/** Requests shown at a time. */
const CAPACITY = 150
const SPREAD_MS = { least: 60, most: 600 } as const
/** A page that was away for longer has not been watching. */
const FRAME_MS_MAX = 100
/** On a machine that draws fewer frames than this allows, every other one is left to the rest of the page. */
const FRAME_MS_BUSY = 24
const LABELS_EVERY_MS = 1_000

/** Sampled requests as dots along the connections; under reduced motion the connections' rates instead. */
export function DotsOverlay() {
  // Another color scheme has other colors to read.
  return <Overlay key={useComputedColorScheme('light')} />
}

function Overlay() {
  const canvas = useRef<HTMLCanvasElement>(null)
  const { run } = useStores()
  const flow = useStoreApi()
  const isStill = useReducedMotion()
  useEffect(() => {
    const domNode = flow.getState().domNode
    const painter = canvas.current && domNode && createPainter(canvas.current, domNode)
    if (!canvas.current || !painter) return undefined
    painter.refresh()
    const observer = new ResizeObserver(() => painter.refresh())
    observer.observe(canvas.current)
    const transform = () => flow.getState().transform
    dotsNotice.setState({ isStill, factor: null })
    const stop = isStill ? showRates(painter, run, transform, flow.subscribe) : animate(painter, run, transform)
    return () => {
      observer.disconnect()
      stop()
    }
  }, [flow, run, isStill])
  return <canvas ref={canvas} className={classes.overlay} aria-hidden />
}

/** Lets the dots run for as long as the run does; they stand still with it. */
function animate(painter: Painter, run: RunStore, transform: () => Transform): () => void {
  const swarm = createSwarm(CAPACITY)
  let shownMs = 0
  let lastMs = performance.now()
  let lastBatchMs = lastMs
  let frameMs = 0
  let isSkipped = false
  let frame: number | null = null

  function step(nowMs: number): void {
    const elapsedMs = Math.min(FRAME_MS_MAX, nowMs - lastMs)
    lastMs = nowMs
    frameMs += (elapsedMs - frameMs) / 16
    if (run.getState().status === 'running') shownMs += elapsedMs
    isSkipped = !isSkipped && frameMs > FRAME_MS_BUSY
    if (!isSkipped) painter.dots(swarm.dotsAt(shownMs), transform())
    frame = swarm.size() > 0 ? requestAnimationFrame(step) : null
  }

  const stopTraces = run.live.onTraces((traces) => {
    const nowMs = performance.now()
    const spreadMs = Math.min(SPREAD_MS.most, Math.max(SPREAD_MS.least, nowMs - lastBatchMs))
    lastBatchMs = nowMs
    swarm.add(traces, shownMs, spreadMs)
    if (dotsNotice.getState().factor !== swarm.stretch()) dotsNotice.setState({ factor: swarm.stretch() })
    if (frame !== null) return
    lastMs = nowMs
    frame = requestAnimationFrame(step)
  })
  const stopRuns = run.subscribe((state, before) => {
    if (state.runId !== before.runId) swarm.clear()
  })
  return () => {
    stopTraces()
    stopRuns()
    if (frame !== null) cancelAnimationFrame(frame)
  }
}

/** Writes each connection's requests a second on it; nothing moves. */
function showRates(
  painter: Painter,
  run: RunStore,
  transform: () => Transform,
  subscribe: (listener: () => void) => () => void,
): () => void {
  let labels = new Map<string, string>()
  const draw = () => painter.labels(labels, transform())
  const stopRates = run.live.every(LABELS_EVERY_MS, () => {
    const rates = (run.live.layout()?.connections ?? []).map((id) => [id, run.live.rate(id)] as const)
    labels = new Map(rates.filter(([, rate]) => rate > 0).map(([id, rate]) => [id, formatRate(rate)]))
    draw()
  })
  // The drawing may be moved under the labels.
  const stopMoves = subscribe(draw)
  return () => {
    stopRates()
    stopMoves()
  }
}
