/** Where every system begins: one machine for everything. */
import { draw } from './draw.ts'
import type { Example } from './example.ts'

export const singleServer: Example = {
  slug: 'single-server',
  title: { en: 'One server for everything', ko: '단일 서버' },
  summary: {
    en: 'Web, cache and database share one machine: its cores, and its fate.',
    ko: '웹, 캐시, 데이터베이스가 한 대의 서버에서 코어와 운명을 함께합니다.',
  },
  look: {
    en: 'Raise users past a million and watch latency run away; then crash the host and watch everything go with it.',
    ko: '사용자를 백만 명 넘게 늘려 지연이 치솟는 것을 보고, 호스트를 죽여 전체가 멈추는 것을 보세요.',
  },
  korean: {
    users: '사용자',
    host: '서버 한 대',
    web: '웹 서버',
    cache: '캐시',
    db: '데이터베이스',
  },
  architecture: draw({
    name: 'One server for everything',
    latencyMs: 300,
    boxes: {
      users: { kind: 'client', name: 'Users', at: [0, 160], config: { users: 400_000 } },
      dns: { kind: 'dns', name: 'DNS', at: [240, 0], config: { resolvers: 20 } },
      host: { kind: 'host', name: 'The machine', at: [480, 0], size: [560, 360], config: { cores: 4 } },
      web: { kind: 'server', name: 'Web server', at: [40, 140], parent: 'host' },
      cache: { kind: 'cache', name: 'Cache', at: [320, 60], parent: 'host' },
      db: { kind: 'database', name: 'Database', at: [320, 220], parent: 'host' },
    },
    arrows: [
      { from: 'users', to: 'dns' },
      { from: 'dns', to: 'web' },
      { from: 'web', to: 'cache' },
      { from: 'web', to: 'db' },
    ],
  }),
  claims: [
    {
      id: 'capacity',
      says: {
        en: 'However many come, it serves no more than its four cores can: under 495 a second.',
        ko: '아무리 많이 와도 코어 네 개가 할 수 있는 만큼, 초당 495개 아래로만 처리합니다.',
      },
      under: { set: ['users.users=3M'], duration: '60s', 'warm-up': '20s' },
      measure: { path: 'endToEnd.goodputPerSecond' },
      atMost: 495,
      because: 'Four cores ÷ 8.1 ms: four of ten requests are files of 2.3 ms, the rest pages of 12 ms in the mean.',
      counter: { set: ['host.cores=16'] },
    },
    {
      id: 'shared-fate',
      says: {
        en: 'When the machine is down, everything is down.',
        ko: '장비가 멈추면 모든 것이 멈춥니다.',
      },
      under: { fault: ['crash host at 10s'], duration: '40s', 'warm-up': '20s' },
      measure: { path: 'endToEnd.goodputPerSecond' },
      atMost: 0,
      because: 'One machine holds the web server, the cache and the database: there is nothing else that could answer.',
      counter: { fault: ['crash cache at 10s'], instead: true },
    },
  ],
}
