import { ActionIcon, Select, Text, Tooltip, UnstyledButton } from '@mantine/core'
import { ArrowDown, ArrowLeftRight } from 'lucide-react'
import type { Architecture, Component, Connection } from '../../architecture/architecture.ts'
import { componentOf, definitionOf, portOf } from '../../architecture/lookup.ts'
import { isPulled, isReplication } from '../../architecture/roles.ts'
import { portsFor } from '../editor/editing.ts'
import { reversedOf } from '../editor/linking.ts'
import { KindIcon } from '../icons.tsx'
import { FaultButtons } from '../live/FaultButtons.tsx'
import { useDocument, useStores, useView } from '../stores.ts'
import { useKindWords, useWords } from '../words.ts'
import { FieldList } from './FieldList.tsx'
import { Section } from './Section.tsx'

export function ConnectionPanel({ connection }: { connection: Connection }) {
  const words = useWords()
  const architecture = useDocument((state) => state.architecture)
  const caller = componentOf(architecture, connection.from)
  const callee = componentOf(architecture, connection.to)
  const { ports } = useKindWords(caller.kind)
  return (
    <>
      <header className="mr-ends">
        <h2 className="mr-section-title">{words('inspector.connection.title')}</h2>
        <End component={caller} label={words('inspector.connection.from')} />
        <div className="mr-ends-between">
          <ArrowDown size={16} strokeWidth={1.75} aria-hidden />
          <Text size="sm">{ports[connection.port]?.verb}</Text>
          <ReverseButton architecture={architecture} connection={connection} />
        </div>
        <End component={callee} label={words('inspector.connection.to')} />
        <Text size="xs" c="dimmed" mt={6}>
          {words(meaningKey(architecture, connection), { caller: caller.name, callee: callee.name })}
        </Text>
      </header>
      <PortChoice architecture={architecture} connection={connection} />
      <Section title={words('inspector.breakIt')}>
        <FaultButtons target={{ type: 'connection', id: connection.id }} />
      </Section>
      <FieldList
        owner={{ type: 'connection', id: connection.id }}
        fields={portOf(architecture, connection).fields}
        config={connection.config}
      />
    </>
  )
}

function meaningKey(architecture: Architecture, connection: Connection) {
  const port = portOf(architecture, connection)
  if (isPulled(port)) return 'inspector.connection.pulled'
  return isReplication(port) ? 'inspector.connection.replication' : 'inspector.connection.calls'
}

function End({ component, label }: { component: Component; label: string }) {
  const words = useWords()
  const selectComponent = useView((state) => state.selectComponent)
  const { look } = definitionOf(component)
  return (
    <UnstyledButton
      className="mr-link"
      data-accent={look.accent}
      aria-label={`${label}: ${words('inspector.connection.go', { name: component.name })}`}
      onClick={() => selectComponent(component.id)}
    >
      <span className="mr-tile mr-soft" data-size="small">
        <KindIcon icon={look.icon} size={16} />
      </span>
      <strong>{component.name}</strong>
    </UnstyledButton>
  )
}

function ReverseButton({ architecture, connection }: { architecture: Architecture; connection: Connection }) {
  const words = useWords()
  const { editor } = useStores()
  if (!reversedOf(architecture, connection.id).ok) return null
  const label = words('inspector.connection.reverse')
  return (
    <Tooltip label={label}>
      <ActionIcon size="sm" aria-label={label} onClick={() => editor.reverse(connection.id)}>
        <ArrowLeftRight size={15} strokeWidth={1.5} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}

/** Where the caller has several uses for the callee. */
function PortChoice({ architecture, connection }: { architecture: Architecture; connection: Connection }) {
  const words = useWords()
  const { editor } = useStores()
  const { ports } = useKindWords(componentOf(architecture, connection.from).kind)
  const choices = portsFor(architecture, connection.id)
  if (choices.length < 2) return null
  return (
    <Select
      size="xs"
      mt="sm"
      label={words('inspector.connection.as')}
      data={choices.map((port) => ({ value: port, label: ports[port]?.label ?? port }))}
      value={connection.port}
      onChange={(port) => port !== null && editor.setPort(connection.id, port)}
    />
  )
}
