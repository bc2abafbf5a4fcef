import {
  Background,
  BackgroundVariant,
  ConnectionMode,
  MiniMap,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
  useStoreApi,
} from '@xyflow/react'
import { useComputedColorScheme } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { kindOf } from '../../catalog/index.ts'
import { DotsOverlay } from '../live/DotsOverlay.tsx'
import { useDocument, useStores, useView } from '../stores.ts'
import { useWords } from '../words.ts'
import { CanvasControls } from './CanvasControls.tsx'
import { ComponentNode } from './ComponentNode.tsx'
import { ConnectionEdge } from './ConnectionEdge.tsx'
import { ContextMenu } from './ContextMenu.tsx'
import { EmptyCanvas } from './EmptyCanvas.tsx'
import { ZOOM } from './fit.ts'
import { GRID } from './geometry.ts'
import { GroupNode } from './GroupNode.tsx'
import type { CanvasNode } from './nodes.ts'
import { useIsPortrait } from './portrait.ts'
import { useAriaLabels } from './use-aria-labels.ts'
import { useCanvasDrag } from './use-canvas-drag.ts'
import { useCanvasElements } from './use-canvas-elements.ts'
import { useCanvasMenu } from './use-canvas-menu.ts'
import { useCanvasPort } from './use-canvas-port.ts'
import { useWiring } from './use-wiring.ts'

const nodeTypes = { component: ComponentNode, place: GroupNode }
const edgeTypes = { connection: ConnectionEdge }
const snapGrid: [number, number] = [GRID, GRID]
const multiSelection = ['Shift', 'Meta', 'Control']

/** From this many components on only those in view are drawn. */
const MANY = 150

export function Canvas() {
  return (
    <ReactFlowProvider>
      <Drawing />
    </ReactFlowProvider>
  )
}

function Drawing() {
  const words = useWords()
  const frame = useRef<HTMLDivElement>(null)
  const { view } = useStores()
  const snap = useView((state) => state.snap)
  const minimap = useView((state) => state.minimap)
  const count = useDocument((state) => state.architecture.components.length)
  const { nodes, edges, onNodesChange, onEdgesChange, setDragging } = useCanvasElements()
  const { start, drag, stop } = useCanvasDrag(setDragging)
  const wiring = useWiring()
  const menu = useCanvasMenu()
  const ariaLabels = useAriaLabels()
  const scheme = useComputedColorScheme('light')
  const isPortrait = useIsPortrait()
  const { onMoveStart } = useCanvasPort(frame)
  return (
    <div className="mr-canvas" data-portrait={isPortrait} ref={frame} tabIndex={-1} {...menu.onFrame}>
      <ReactFlow
        aria-label={words('canvas.label')}
        nodes={nodes as CanvasNode[]}
        edges={edges as []}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onNodeDragStart={start}
        onNodeDrag={drag}
        onNodeDragStop={stop}
        onSelectionDragStart={start}
        onSelectionDragStop={(event, dragged) => stop(event.nativeEvent, dragged[0] as CanvasNode, dragged)}
        onNodeDoubleClick={(_event, node) => view.getState().rename(node.id)}
        onMoveStart={onMoveStart}
        {...wiring}
        {...menu.onFlow}
        colorMode={scheme}
        ariaLabelConfig={ariaLabels}
        connectionMode={ConnectionMode.Loose}
        connectionRadius={36}
        selectionMode={SelectionMode.Partial}
        multiSelectionKeyCode={multiSelection}
        deleteKeyCode={null}
        panActivationKeyCode={null}
        zoomOnDoubleClick={false}
        snapToGrid={snap}
        snapGrid={snapGrid}
        minZoom={ZOOM.min}
        maxZoom={ZOOM.max}
        onlyRenderVisibleElements={count > MANY && !isPortrait}
        elevateNodesOnSelect={false}
        elevateEdgesOnSelect
      >
        <Background variant={BackgroundVariant.Dots} gap={GRID * 3} size={1.5} />
        <DotsOverlay />
        <ZoomForStyles />
        {minimap && (
          <MiniMap<CanvasNode>
            pannable
            zoomable
            ariaLabel={words('canvas.minimap')}
            nodeBorderRadius={16}
            nodeColor={({ data }) => `var(--mr-${kindOf(data.component.kind)?.look.accent ?? 'place'})`}
          />
        )}
        <CanvasControls />
      </ReactFlow>
      {count === 0 && <EmptyCanvas />}
      <ContextMenu />
    </div>
  )
}

/** Lets styles say how large something is on the screen, whatever the zoom. */
function ZoomForStyles() {
  const store = useStoreApi()
  useEffect(() => {
    const tell = ({ domNode, transform }: ReturnType<typeof store.getState>) =>
      domNode?.style.setProperty('--mr-zoom', String(transform[2]))
    tell(store.getState())
    return store.subscribe((state, before) => {
      if (state.transform[2] !== before.transform[2]) tell(state)
    })
  }, [store])
  return null
}
