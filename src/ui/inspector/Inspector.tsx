import { ScrollArea } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { findComponent, findConnection } from '../../architecture/lookup.ts'
import { useDocument, useView } from '../stores.ts'
import { ComponentPanel } from './ComponentPanel.tsx'
import { ConnectionPanel } from './ConnectionPanel.tsx'
import { DesignPanel } from './DesignPanel.tsx'
import { ManyPanel } from './ManyPanel.tsx'

/** All there is to know and change about what is selected; about the whole design when nothing is. */
export function Inspector() {
  const viewport = useRef<HTMLDivElement>(null)
  const selection = useView((state) => state.selection)
  // What is selected is met at its name, not where one was reading about something else.
  useEffect(() => {
    if (selection !== undefined) viewport.current?.scrollTo({ top: 0 })
  }, [selection])
  return (
    <ScrollArea className="mr-inspector" type="auto" scrollbarSize={8} viewportRef={viewport}>
      <Subject />
    </ScrollArea>
  )
}

function Subject() {
  const selection = useView((state) => state.selection)
  const architecture = useDocument((state) => state.architecture)
  const count = selection.components.length + selection.connections.length
  const component = findComponent(architecture, selection.components[0] ?? '')
  const connection = findConnection(architecture, selection.connections[0] ?? '')
  if (count > 1) return <ManyPanel count={count} />
  // A panel keeps what is being typed; another subject begins with another panel.
  if (component !== undefined) return <ComponentPanel key={component.id} component={component} />
  if (connection !== undefined) return <ConnectionPanel key={connection.id} connection={connection} />
  return <DesignPanel />
}
