/** Servers that remember nobody: sessions are in a store that all of them ask. */
import { draw } from './draw.ts'
import type { Example } from './example.ts'

/** Sessions of a few hundred kilobytes: two milliseconds of a core to read one. */
const large = { readTime: { law: 'lognormal', mean: 2, cv: 0.5 } } as const

const patient = { timeoutMs: 10_000 }

export const statelessWebTier: Example = {
  slug: 'stateless-web-tier',
  title: { en: 'A stateless web tier', ko: '무상태 웹 계층' },
  summary: {
    en: 'Eight web servers look sessions up in one shared store: any of them may die, and the store may not.',
    ko: '웹 서버 여덟 대가 공유 저장소에서 세션을 찾습니다. 웹 서버는 죽어도 되지만 저장소는 안 됩니다.',
  },
  look: {
    en: 'Crash a web server: nobody is logged out. Then crash the session store, and see who can still do anything.',
    ko: '웹 서버를 죽여도 아무도 로그아웃되지 않습니다. 세션 저장소를 죽이면 누가 남는지 보세요.',
  },
  korean: {
    users: '사용자',
    balancer: '로드 밸런서',
    web: '웹 서버',
    sessions: '세션 저장소',
    db: '데이터베이스',
  },
  architecture: draw({
    name: 'A stateless web tier',
    latencyMs: 300,
    boxes: {
      users: {
        kind: 'client',
        name: 'Users',
        at: [0, 120],
        config: {
          load: 'closed',
          population: 5_000,
          thinkTime: { law: 'exponential', mean: 8_000, cv: 1 },
          classes: [{ name: 'page', operation: 'read', share: 1, keys: 10_000, zipf: 0.8 }],
        },
      },
      balancer: {
        kind: 'load-balancer',
        name: 'Load balancer',
        at: [280, 120],
        config: { healthIntervalMs: 2_000, healthTimeoutMs: 1_000, healthyThreshold: 2 },
      },
      web: {
        kind: 'server',
        name: 'Web servers',
        at: [560, 120],
        config: { instances: 8, public: false, sessions: 'store' },
      },
      sessions: { kind: 'database', name: 'Session store', at: [840, 20], config: large },
      db: { kind: 'database', name: 'Database', at: [840, 220] },
    },
    arrows: [
      { from: 'users', to: 'balancer' },
      { from: 'balancer', to: 'web', config: patient },
      { from: 'web', to: 'sessions', port: 'sessions', config: patient },
      { from: 'web', to: 'db' },
    ],
  }),
  claims: [
    {
      id: 'no-session-lost',
      says: {
        en: 'A web server dies, and nobody is logged out.',
        ko: '웹 서버 한 대가 죽어도 아무도 로그아웃되지 않습니다.',
      },
      under: { fault: ['crash web#3 at 20s'], duration: '50s' },
      measure: { path: 'components.users.outcomes.sessionLost' },
      atMost: 0,
      because: 'Sessions are in the store, which did not die; any other server finds them there.',
      counter: { set: ['web.sessions=inMemory', 'balancer.policy=sticky'] },
    },
    {
      id: 'single-point',
      says: {
        en: 'The store dies, and nothing goes on: eight servers hang on one.',
        ko: '저장소가 죽으면 아무것도 진행되지 않습니다. 서버 여덟 대가 하나에 매달려 있습니다.',
      },
      under: { fault: ['crash sessions at 20s'], duration: '50s', 'warm-up': '21s' },
      measure: { path: 'endToEnd.goodputPerSecond' },
      atMost: 0,
      because: 'Every page begins with its session, so that web tier and store are in series.',
      counter: { fault: ['crash web#3 at 20s'], instead: true },
    },
    {
      id: 'next-bottleneck',
      says: {
        en: 'Twice the users, and the store is what gives way: no more than 1,000 pages a second.',
        ko: '사용자가 두 배가 되면 저장소가 먼저 한계에 닿아, 초당 1,000페이지를 넘지 못합니다.',
      },
      under: { set: ['users.population=10000'], duration: '80s', 'warm-up': '50s' },
      measure: { path: 'endToEnd.goodputPerSecond' },
      atMost: 1_010,
      because:
        'Two cores ÷ 2 ms are 1,000 a second, give or take 1 % of chance; the web tier could do 1,333: 16 cores ÷ ' +
        '12 ms.',
      counter: { set: ['sessions.cores=4'] },
    },
  ],
}
