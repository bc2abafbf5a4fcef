import { describe, expect, test } from 'vitest'
import type { Architecture } from '../../architecture/architecture.ts'
import { check } from '../../architecture/check.ts'
import { absolutePosition, isGroup } from '../../architecture/lookup.ts'
import { importMermaid } from './import.ts'
import { parseFlowchart } from './parser.ts'

/** Drawings as people make them, without anything carried. */
const drawings: Readonly<Record<string, string>> = {
  'three tiers, the answers drawn too': `flowchart TD
    user(Users) --> dns((DNS))
    dns --> user
    user --> lb{Load Balancer}
    lb --> web1[Web Server 1]
    lb --> web2[Web Server 2]
    web1 & web2 --> cache{{Redis}}
    web1 & web2 -->|write| primary[(Primary DB)]
    web1 & web2 -->|read| replica[(Read replica)]
    primary <-->|replication| replica
    web1 --> user`,

  '세 계층, 묶음에서 나가는 화살표': `flowchart LR
    subgraph 사용자_단말
      browser(웹 브라우저)
      phone(모바일 앱)
    end
    subgraph 웹_계층
      was1([웹 서버1])
      was2([웹 서버2])
    end
    subgraph 데이터_계층
      m[(마스터)]
      s[(슬레이브)]
    end
    d((DNS))
    b{로드 밸런서}
    k{{캐시}}
    e((CDN))
    사용자_단말 -->|도메인| d
    d -->|IP 주소| 사용자_단말
    사용자_단말 --> e
    사용자_단말 --> b
    b --> 웹_계층
    웹_계층 <--> k
    웹_계층 -->|쓰기| m
    웹_계층 -->|읽기| s
    s -->|복제| m`,

  'work in the background, drawn by who asks': `graph LR
    A[Browser] --> B[API service]
    B -- publish --> C>Job queue]
    D([Image worker]) --> C
    D --> E[(Postgres)]
    B --> E`,

  'two regions, the internet as a box': `flowchart TD
    c(Client) --> net(Internet)
    net --> lb{ALB}
    subgraph east [US East]
      s1[App server] --> d1[(MySQL)]
    end
    subgraph seoul [Seoul data center]
      s2[App server] --> d2[(MySQL)]
    end
    lb --> east
    lb --> seoul
    d1 -.-> d2`,

  'labels that say nothing': `flowchart LR
    a(Alice) --> b[Frontend] --> c[Orders]
    c --> d[(Orders)]
    c --> f{{Hot items}}`,

  'new shapes and icons, compounds in ids': `flowchart LR
    mobileClient@{ shape: rounded, label: "Phones" }
    loadBalancer@{ shape: diam, label: "Entry" }
    userService1@{ shape: rect, label: "User service" }
    userDb@{ shape: cyl, label: "Users" }
    mobileClient --> loadBalancer --> userService1 --> userDb`,

  'what cannot be': `flowchart LR
    u(User) --> db[(Database)]
    u --> s[Server]
    s --> log[/Logs\\]
    s --> q>Kafka]
    q --> db`,
}

function report({ components, connections }: Architecture): string[] {
  const nameOf = (id: string) => components.find((component) => component.id === id)?.name ?? id
  return [
    ...components.map(({ name, kind, parent, config }) => {
      const where = config['location'] ?? (parent === undefined ? undefined : nameOf(parent))
      return `  ${name}: ${kind}${where === undefined ? '' : ` in ${String(where)}`}`
    }),
    ...connections.map(({ from, to, port, config }) => {
      const reads = config['reads'] === 'replicas' ? ', reads from replicas' : ''
      return `  ${nameOf(from)} → ${nameOf(to)} (${port}${reads})`
    }),
  ]
}

test('drawings of others, as they are understood', async () => {
  const lines: string[] = []
  for (const [title, text] of Object.entries(drawings)) {
    const result = await importMermaid(text, parseFlowchart)
    if (!result.ok) throw new Error(`${title}: ${JSON.stringify(result.error)}`)
    const { architecture, notes } = result.value
    const said = notes.map(({ code, params }) => `  note ${code} ${JSON.stringify(params)}`)
    const found = check(architecture).map(
      ({ severity, code, params }) => `  ${severity} ${code} ${params['name'] ?? ''}`,
    )
    lines.push(title, ...report(architecture), ...said, ...found, '')
  }
  await expect(lines.join('\n')).toMatchFileSnapshot('./__goldens__/guess.txt')
})

describe('places of what comes without', () => {
  test.each(Object.entries(drawings))('%s: nothing lies on anything else', async (_, text) => {
    const result = await importMermaid(text, parseFlowchart)
    if (!result.ok) throw new Error('not read')
    const { architecture } = result.value
    const boxes = architecture.components
      .filter((component) => !isGroup(component))
      .map(({ id }) => ({ id, ...absolutePosition(architecture, id) }))
    for (const a of boxes) {
      for (const b of boxes) {
        if (a.id < b.id) expect(Math.abs(a.x - b.x) >= 180 || Math.abs(a.y - b.y) >= 90, `${a.id} ${b.id}`).toBe(true)
      }
    }
    for (const { position, size } of architecture.components.filter(isGroup)) {
      expect(size?.width).toBeGreaterThan(180)
      expect(position.x).toBeGreaterThanOrEqual(0)
    }
  })

  test('callers stand left of what they call', async () => {
    const result = await importMermaid(
      'flowchart LR\n s[Server] --> d[(DB)]\n c(Client) --> s\n d2[(DB 2)] --> d\n',
      parseFlowchart,
    )
    if (!result.ok) throw new Error('not read')
    const x = (id: string) => absolutePosition(result.value.architecture, id).x
    expect(x('c')).toBeLessThan(x('s'))
    expect(x('s')).toBeLessThan(x('d'))
  })
})

test.each(['Users', '사용자', 'client', 'browser'])(
  '%s in a circle are users, whatever the shape is used for',
  async (label) => {
    const text = `flowchart LR\n  a((${label})) --> b{LB}\n  b --> c[Web server]\n`
    const result = await importMermaid(text, parseFlowchart)
    if (!result.ok) throw new Error('not read')
    expect(result.value.architecture.components.map(({ kind }) => kind)).toEqual(['client', 'load-balancer', 'server'])
  },
)
