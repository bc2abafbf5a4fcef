import { VisuallyHidden } from '@mantine/core'
import { Handle, type NodeProps, Position, useConnection, useStore } from '@xyflow/react'
import { memo } from 'react'
import { present } from '../../base/assert.ts'
import { connectable } from '../../architecture/connect.ts'
import { instancesOf } from '../../architecture/instances.ts'
import { findComponent, tierOf } from '../../architecture/lookup.ts'
import { kindOf } from '../../catalog/index.ts'
import type { KindDefinition } from '../../catalog/kind.ts'
import { formatCount } from '../../base/format.ts'
import { type ComponentLive, useComponentLive } from '../live/live.ts'
import { HealthIcon, KindIcon } from '../icons.tsx'
import { useRestart } from '../live/restarts.ts'
import { useSpeech } from '../live/speech.ts'
import { useDocument, useView } from '../stores.ts'
import { useKindWords, useWords } from '../words.ts'
import { useDropTarget } from './drop-target.ts'
import { dotsFor, formatGauge } from './figures.ts'
import { HealthMark } from './HealthMark.tsx'
import { NameEditor } from './NameEditor.tsx'
import type { ComponentNode as ComponentNodeType } from './nodes.ts'
import { useIsPortrait } from './portrait.ts'

/** Below this zoom text cannot be read, so components become colored boxes with their names below. */
export const FAR_ZOOM = 0.45
/** Below this the names would cover each other. */
const TINY_ZOOM = 0.2

const RING = { size: 40, radius: 18.5 }
const LENGTH = 2 * Math.PI * RING.radius

export const ComponentNode = memo(function ComponentNode({ id, data }: NodeProps<ComponentNodeType>) {
  const { component } = data
  const words = useWords()
  const live = useComponentLive(id)
  const restart = useRestart(id, live?.health)
  const isPortrait = useIsPortrait()
  const isFar = useStore((state) => state.transform[2] < FAR_ZOOM) && !isPortrait
  const isTiny = useStore((state) => state.transform[2] < TINY_ZOOM)
  const isRenaming = useView((state) => state.renaming === id)
  const fits = useFits(id)
  const isDropTarget = useDropTarget((target) => target?.component === id)
  const definition = present(kindOf(component.kind), `kind ${component.kind}`)
  const isScaled = useDocument(({ architecture }) => {
    return tierOf(component, (other) => findComponent(architecture, other)) !== undefined
  })
  const drawn = useDocument(({ architecture }) => instancesOf(architecture, component))
  const instances = isScaled ? live?.instances || drawn : drawn
  return (
    <div
      className="mr-node"
      data-accent={definition.look.accent}
      data-health={live?.health}
      data-far={isFar}
      data-fits={fits}
      data-stacked={instances > 1}
      data-drop={isDropTarget}
    >
      {isFar ? (
        <Far definition={definition} live={live} name={isTiny ? '' : component.name} />
      ) : (
        <>
          <Ring definition={definition} busy={live?.busy ?? 0} />
          <div className="mr-node-text">
            {isRenaming ? (
              <NameEditor id={id} name={component.name} />
            ) : (
              <div className="mr-node-name">
                <span title={component.name}>{component.name}</span>
                {instances > 1 && <small>{words('canvas.instances', { count: instances })}</small>}
                {live && <HealthMark health={live.health} />}
              </div>
            )}
            <Figure definition={definition} live={live} restart={restart} />
            {live && live.line >= 0.5 && <Line line={live.line} />}
          </div>
        </>
      )}
      {Object.keys(definition.ports).length + definition.offers.length > 0 && <Handles name={component.name} />}
    </div>
  )
})

interface FarProps {
  definition: KindDefinition
  live: ComponentLive | null
  name: string
}

function Far({ definition, live, name }: FarProps) {
  const { words } = useSpeech()
  return (
    <>
      <KindIcon icon={definition.look.icon} size={44} strokeWidth={1.75} />
      {live && live.health !== 'healthy' && (
        <span className="mr-health" title={words.health[live.health]}>
          <HealthIcon health={live.health} size={28} />
          <VisuallyHidden>{words.health[live.health]}</VisuallyHidden>
        </span>
      )}
      {name !== '' && <span className="mr-far-name">{name}</span>}
    </>
  )
}

/** The icon in a ring that fills with the utilization. */
function Ring({ definition, busy }: { definition: KindDefinition; busy: number }) {
  const share = Math.min(1, Math.max(0, busy))
  return (
    <div className="mr-node-ring">
      {share > 0.005 && (
        <svg className="mr-ring" width={RING.size} height={RING.size} aria-hidden>
          <circle
            cx={RING.size / 2}
            cy={RING.size / 2}
            r={RING.radius}
            strokeDasharray={LENGTH}
            strokeDashoffset={LENGTH * (1 - share)}
          />
        </svg>
      )}
      <KindIcon icon={definition.look.icon} size={21} />
    </div>
  )
}

interface FigureProps {
  definition: KindDefinition
  live: ComponentLive | null
  /** Seconds until it is back. */
  restart: number | null
}

function Figure({ definition, live, restart }: FigureProps) {
  const words = useWords()
  const kindWords = useKindWords(definition.kind)
  const { headline } = definition.look
  const gauge = definition.gauges[headline]
  if (restart !== null) return <div className="mr-node-figure">{words('canvas.restarting', { seconds: restart })}</div>
  if (live === null || gauge === undefined || Number.isNaN(live.headline)) {
    return <div className="mr-node-figure">{kindWords.title}</div>
  }
  return (
    <div className="mr-node-figure">
      <strong>{formatGauge(gauge, live.headline)}</strong> {kindWords.gauges[headline]}
    </div>
  )
}

function Line({ line }: { line: number }) {
  const words = useWords()
  return (
    <div className="mr-line">
      {Array.from({ length: dotsFor(line) }, (_, index) => (
        <i key={index} />
      ))}
      <span>{words('canvas.waiting', { count: formatCount(Math.round(line)) })}</span>
    </div>
  )
}

function Handles({ name }: { name: string }) {
  const words = useWords()
  return (
    <>
      <Handle type="target" position={Position.Left} title={words('canvas.inHandle', { name })} />
      <Handle type="source" position={Position.Right} title={words('canvas.outHandle', { name })} />
    </>
  )
}

/** While a connection is being drawn from another component: whether it could end here. */
function useFits(id: string): boolean | undefined {
  const other = useConnection((connection) =>
    connection.inProgress && connection.fromNode.id !== id
      ? { id: connection.fromNode.id, isFrom: connection.fromHandle.type === 'source' }
      : null,
  )
  return useDocument(({ architecture }) => {
    if (other === null) return undefined
    return other.isFrom ? connectable(architecture, other.id, id).ok : connectable(architecture, id, other.id).ok
  })
}
