import { ActionIcon, Button } from '@mantine/core'
import { Plus, X } from 'lucide-react'
import { type PointerEvent, useRef, useState } from 'react'
import { POINTS_MAX } from '../../architecture/limits.ts'
import type { CurvePoint, PointsField } from '../../catalog/fields.ts'
import { useWords } from '../words.ts'
import type { ControlProps } from './Control.tsx'
import { EntryInput } from './EntryInput.tsx'
import { durationEntry, numberEntry, parseDuration, parseNumber } from './entry.ts'
import { type Frame, frameOf, linePath, nextPoint, placeOf, pointAt, pointEntry, withNew, withPoint } from './points.ts'

const SIZE = { width: 256, height: 88 }
const RADIUS = 5

type Props = ControlProps<PointsField, readonly CurvePoint[]>

/** A course over time: a sketch whose points can be dragged, and the same points as numbers. */
export function PointsControl(props: Props) {
  const { field, value, onChange } = props
  const words = useWords()
  const isFull = value.length >= POINTS_MAX
  return (
    <div className="mr-points">
      <Sketch {...props} />
      {value.map((point, index) => (
        <PointRow
          key={index}
          number={index + 1}
          point={point}
          limits={{
            from: value[index - 1]?.atMs ?? 0,
            to: value[index + 1]?.atMs ?? field.endMs,
            min: field.min,
            max: field.max,
          }}
          onChange={(changed) => onChange(withPoint(value, index, changed, field))}
          onRemove={value.length > 1 ? () => onChange(value.filter((_, n) => n !== index)) : undefined}
        />
      ))}
      <Button
        variant="subtle"
        size="compact-xs"
        leftSection={<Plus size={14} strokeWidth={1.75} aria-hidden />}
        disabled={isFull}
        onClick={() => onChange(withNew(value, nextPoint(value, field)))}
      >
        {words('inspector.points.add')}
      </Button>
    </div>
  )
}

/** Dragging a point moves it; a press beside the points adds one. What it does, the rows below do without a pointer. */
function Sketch({ field, value, onChange, onEnd }: Props) {
  const words = useWords()
  const svg = useRef<SVGSVGElement>(null)
  // While a point is dragged the frame stays, or it would run away from the pointer.
  const [drag, setDrag] = useState<{ index: number; frame: Frame } | null>(null)
  const frame = drag?.frame ?? frameOf(value, SIZE)
  const pointed = (event: PointerEvent) => {
    const box = svg.current!.getBoundingClientRect()
    const x = ((event.clientX - box.left) / box.width) * SIZE.width
    return pointAt(x, ((event.clientY - box.top) / box.height) * SIZE.height, frame)
  }
  const begin = (event: PointerEvent) => {
    if (event.button !== 0) return
    const hit = (event.target as Element).getAttribute('data-point')
    let index = Number(hit)
    if (hit === null) {
      if (value.length >= POINTS_MAX) return
      const added = pointed(event)
      index = value.filter(({ atMs }) => atMs <= added.atMs).length
      onChange(withNew(value, added), 'drag')
    }
    svg.current!.setPointerCapture(event.pointerId)
    setDrag({ index, frame })
  }
  const move = (event: PointerEvent) => {
    if (drag !== null) onChange(withPoint(value, drag.index, pointed(event), field), 'drag')
  }
  const end = () => {
    if (drag === null) return
    setDrag(null)
    onEnd()
  }
  return (
    <>
      <svg
        ref={svg}
        className="mr-course"
        viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
        aria-hidden
        onPointerDown={begin}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={end}
      >
        <path className="mr-course-one" d={oneLine(frame)} />
        <path d={linePath(value, frame)} />
        {value.map((point, index) => {
          const { x, y } = placeOf(point, frame)
          return (
            <circle key={index} data-point={index} cx={x} cy={y} r={RADIUS}>
              <title>{pointEntry(point)}</title>
            </circle>
          )
        })}
      </svg>
      <div className="mr-course-scale" aria-hidden>
        <span>0</span>
        <span>{words('inspector.points.hint')}</span>
        <span>{durationEntry(Number(frame.endMs.toPrecision(3)))}</span>
      </div>
    </>
  )
}

/** Where the factor is 1. */
function oneLine(frame: Frame): string {
  const { y } = placeOf({ atMs: 0, factor: 1 }, frame)
  return `M0,${y.toFixed(1)}H${frame.width}`
}

interface PointRowProps {
  number: number
  point: CurvePoint
  limits: { readonly from: number; readonly to: number; readonly min: number; readonly max: number }
  onChange: (point: CurvePoint) => void
  onRemove: (() => void) | undefined
}

function PointRow({ number, point, limits, onChange, onRemove }: PointRowProps) {
  const words = useWords()
  const time = { min: limits.from, max: limits.to }
  const remove = words('inspector.points.remove', { number })
  return (
    <div className="mr-point">
      <EntryInput
        label={words('inspector.points.time', { number })}
        value={point.atMs}
        parse={(text) => parseDuration(text, time)}
        show={durationEntry}
        showLimit={(limit) => durationEntry(time[limit])}
        onChange={(atMs) => atMs !== null && onChange({ ...point, atMs })}
      />
      <EntryInput
        label={words('inspector.points.factor', { number })}
        value={point.factor}
        unit={<span className="mr-unit">{words('inspector.unit.factor')}</span>}
        parse={(text) => parseNumber(text, limits)}
        show={numberEntry}
        showLimit={(limit) => numberEntry(limits[limit])}
        onChange={(factor) => factor !== null && onChange({ ...point, factor })}
      />
      <ActionIcon size="sm" aria-label={remove} disabled={onRemove === undefined} onClick={onRemove}>
        <X size={14} strokeWidth={1.75} aria-hidden />
      </ActionIcon>
    </div>
  )
}
