import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getBezierPath, getSmoothStepPath } from '@xyflow/react'
import { Clock, Minimize2, PackageX, Unplug } from 'lucide-react'
import { memo } from 'react'
import { formatRate } from '../../base/format.ts'
import { useConnectionLive, useRun } from '../live/live.ts'
import { useKindWords, useWords } from '../words.ts'
import { useDropTarget } from './drop-target.ts'
import { thicknessOf } from './figures.ts'
import type { ConnectionEdge as ConnectionEdgeType } from './nodes.ts'

/** Marks of the faults of connections, the gravest first. */
const MARKS = {
  cut: { Icon: Unplug, word: 'canvas.cut' },
  loss: { Icon: PackageX, word: 'canvas.losing' },
  bandwidth: { Icon: Minimize2, word: 'canvas.narrow' },
  delay: { Icon: Clock, word: 'canvas.delayed' },
} as const

type ConnectionFault = keyof typeof MARKS

const FAULTS = Object.keys(MARKS) as ConnectionFault[]

export const ConnectionEdge = memo(function ConnectionEdge(props: EdgeProps<ConnectionEdgeType>) {
  const { id, data, selected, markerEnd } = props
  const [path, x, y] = pathOf(props)
  const { perSecond } = useConnectionLive(id)
  const fault = useConnectionFault(id)
  const isDropTarget = useDropTarget((target) => target?.connection === id)
  return (
    <>
      <BaseEdge
        id={id}
        path={path}
        className="mr-wire"
        interactionWidth={24}
        style={{ strokeWidth: thicknessOf(perSecond) }}
        data-background={data?.isBackground ?? false}
        data-fault={fault}
        data-drop={isDropTarget}
        {...(markerEnd === undefined ? {} : { markerEnd })}
      />
      {(selected === true || fault !== undefined) && data !== undefined && (
        <EdgeLabelRenderer>
          <div
            className="mr-wire-label"
            data-fault={fault}
            style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
          >
            {fault === undefined ? (
              <Meaning kind={data.callerKind} port={data.connection.port} perSecond={perSecond} />
            ) : (
              <FaultMark fault={fault} />
            )}
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  )
})

function Meaning({ kind, port, perSecond }: { kind: string; port: string; perSecond: number }) {
  const { ports } = useKindWords(kind)
  return (
    <>
      {ports[port]?.verb}
      {perSecond > 0 && <strong>{formatRate(perSecond)}</strong>}
    </>
  )
}

function FaultMark({ fault }: { fault: ConnectionFault }) {
  const words = useWords()
  const { Icon, word } = MARKS[fault]
  return (
    <>
      <Icon size={13} strokeWidth={2} aria-hidden /> {words(word)}
    </>
  )
}

function useConnectionFault(id: string): ConnectionFault | undefined {
  return useRun(({ faults }) => {
    const types = faults
      .filter(({ target }) => target.type === 'connection' && target.id === id)
      .map(({ type }) => type)
    return FAULTS.find((type) => types.includes(type))
  })
}

/** A curve towards the right; around the boxes where the callee stands to the left. */
function pathOf(props: EdgeProps<ConnectionEdgeType>) {
  const isBackwards = props.targetX < props.sourceX - 8
  return isBackwards
    ? getSmoothStepPath({ ...props, borderRadius: 24, offset: 32 })
    : getBezierPath({ ...props, curvature: 0.3 })
}
