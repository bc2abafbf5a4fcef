import { type NodeProps, NodeResizer, useStore } from '@xyflow/react'
import { memo } from 'react'
import { present } from '../../base/assert.ts'
import { kindOf } from '../../catalog/index.ts'
import { useComponentLive } from '../live/live.ts'
import { KindIcon } from '../icons.tsx'
import { useStores, useView } from '../stores.ts'
import { useKindWords } from '../words.ts'
import { FAR_ZOOM } from './ComponentNode.tsx'
import { useDropTarget } from './drop-target.ts'
import { COMPONENT_SIZE, GROUP_PADDING, GROUP_TITLE } from './geometry.ts'
import { HealthMark } from './HealthMark.tsx'
import { NameEditor } from './NameEditor.tsx'
import type { GroupNode as GroupNodeType } from './nodes.ts'
import { useIsPortrait } from './portrait.ts'

const LEAST = {
  width: COMPONENT_SIZE.width + 2 * GROUP_PADDING,
  height: COMPONENT_SIZE.height + GROUP_TITLE + GROUP_PADDING,
}

export const GroupNode = memo(function GroupNode({ id, data, selected }: NodeProps<GroupNodeType>) {
  const { component } = data
  const { editor } = useStores()
  const live = useComponentLive(id)
  const kindWords = useKindWords(component.kind)
  const isRenaming = useView((state) => state.renaming === id)
  const isPortrait = useIsPortrait()
  const isFar = useStore((state) => state.transform[2] < FAR_ZOOM) && !isPortrait
  const isDropTarget = useDropTarget((target) => target?.component === id)
  const definition = present(kindOf(component.kind), `kind ${component.kind}`)
  return (
    <>
      <NodeResizer
        isVisible={selected}
        minWidth={LEAST.width}
        minHeight={LEAST.height}
        onResizeEnd={(_event, { x, y, width, height }) =>
          editor.resize(id, { position: { x, y }, size: { width, height } })
        }
      />
      <div
        className="mr-group"
        data-accent={definition.look.accent}
        data-kind={component.kind}
        data-health={live?.health}
        data-drop={isDropTarget}
      >
        <div className="mr-group-title" data-far={isFar}>
          <KindIcon icon={definition.look.icon} size={isFar ? 40 : 16} />
          {isRenaming ? (
            <NameEditor id={id} name={component.name} />
          ) : (
            <>
              <span>{component.name}</span>
              <small>{kindWords.title}</small>
              {live && live.health !== 'healthy' && <HealthMark health={live.health} />}
            </>
          )}
        </div>
      </div>
    </>
  )
})
