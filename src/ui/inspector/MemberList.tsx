import { Text, UnstyledButton } from '@mantine/core'
import type { Component } from '../../architecture/architecture.ts'
import { childrenOf, definitionOf } from '../../architecture/lookup.ts'
import { KindIcon } from '../icons.tsx'
import { useDocument, useView } from '../stores.ts'
import { useWords } from '../words.ts'
import { Section } from './Section.tsx'

/** What stands in a group. */
export function MemberList({ group }: { group: Component }) {
  const words = useWords()
  const selectComponent = useView((state) => state.selectComponent)
  const architecture = useDocument((state) => state.architecture)
  const members = childrenOf(architecture, group.id)
  return (
    <Section title={words('inspector.group.members')}>
      {members.length === 0 && (
        <Text size="xs" c="dimmed">
          {words('inspector.group.none')}
        </Text>
      )}
      <ul className="mr-links">
        {members.map((member) => (
          <li key={member.id}>
            <UnstyledButton
              className="mr-link"
              data-accent={definitionOf(member).look.accent}
              onClick={() => selectComponent(member.id)}
            >
              <KindIcon icon={definitionOf(member).look.icon} size={15} color="var(--tone)" />
              <span>{member.name}</span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </Section>
  )
}
