/** Servers that remember their users: who is bound to one of them shares its fate. */
import { draw } from './draw.ts'
import type { Example } from './example.ts'

const toServer = { timeoutMs: 2_000 }
const remembering = { public: false, sessions: 'inMemory' } as const
const minutes = { duration: '130s', 'warm-up': '70s' } as const

export const stickySessions: Example = {
  slug: 'sticky-sessions',
  title: { en: 'Sticky sessions', ko: '고정 세션' },
  summary: {
    en: 'Each server keeps its users logged in; the balancer has to send everybody back to where they were.',
    ko: '서버마다 자기 사용자의 로그인을 기억하므로 로드 밸런서는 모두를 원래 서버로 보내야 합니다.',
  },
  look: {
    en: 'Crash one of the servers and count lost sessions; then let the balancer take turns instead of sticking.',
    ko: '서버 한 대를 죽여 사라진 세션을 세어 보고, 로드 밸런서의 방식을 라운드 로빈으로 바꿔 보세요.',
  },
  korean: {
    users: '사용자',
    balancer: '로드 밸런서',
    'web-1': '웹 1',
    'web-2': '웹 2',
    'web-3': '웹 3',
    'web-4': '웹 4',
    db: '데이터베이스',
  },
  architecture: draw({
    name: 'Sticky sessions',
    latencyMs: 300,
    boxes: {
      users: {
        kind: 'client',
        name: 'Users',
        at: [0, 100],
        config: {
          load: 'closed',
          population: 2_000,
          thinkTime: { law: 'exponential', mean: 8_000, cv: 1 },
          classes: [{ name: 'page', operation: 'read', share: 1, keys: 10_000, zipf: 0.8 }],
        },
      },
      balancer: {
        kind: 'load-balancer',
        name: 'Load balancer',
        at: [280, 100],
        config: { policy: 'sticky', healthIntervalMs: 2_000, healthTimeoutMs: 1_000, healthyThreshold: 2 },
      },
      'web-1': { kind: 'server', name: 'Web 1', at: [560, -140], config: remembering },
      'web-2': { kind: 'server', name: 'Web 2', at: [560, 20], config: remembering },
      'web-3': { kind: 'server', name: 'Web 3', at: [560, 180], config: remembering },
      'web-4': { kind: 'server', name: 'Web 4', at: [560, 340], config: remembering },
      db: { kind: 'database', name: 'Database', at: [840, 100] },
    },
    arrows: [
      { from: 'users', to: 'balancer' },
      ...['web-1', 'web-2', 'web-3', 'web-4'].flatMap((web) => [
        { from: 'balancer', to: web, config: toServer },
        { from: web, to: 'db' },
      ]),
    ],
  }),
  claims: [
    {
      id: 'logged-out',
      says: {
        en: 'One of four servers dies, and with it the sessions of its users: about a quarter of 2,000.',
        ko: '서버 네 대 중 한 대가 죽으면 그 사용자들, 곧 2,000명의 약 4분의 1이 세션을 잃습니다.',
      },
      under: { fault: ['crash web-1 at 75s'], ...minutes },
      measure: { path: 'components.users.outcomes.sessionLost' },
      atLeast: 400,
      because:
        'A new user goes to the server with the fewest connections, so each gets about 500. Within a minute all but ' +
        'one of 1,800 (e^−7.5) ask again, once every 8 s, and find their session gone.',
      counter: { fault: [], instead: true },
    },
    {
      id: 'only-its-own',
      says: {
        en: 'Nobody else notices: no more sessions are lost than were on the server that died.',
        ko: '다른 사용자는 알아채지 못합니다. 죽은 서버에 있던 세션만 사라집니다.',
      },
      under: { fault: ['crash web-1 at 75s'], ...minutes },
      measure: { path: 'components.users.outcomes.sessionLost' },
      atMost: 600,
      because:
        'Everybody loses a session once at most; a quarter of 2,000 are 500, give or take what chance deals out.',
      counter: { set: ['balancer.policy=roundRobin'] },
    },
    {
      id: 'stickiness-carries-it',
      says: {
        en: 'When the balancer takes turns instead, three of four requests reach a server that does not know them.',
        ko: '로드 밸런서가 차례대로 보내면 요청 넷 중 셋은 그 사용자를 모르는 서버에 닿습니다.',
      },
      under: { set: ['balancer.policy=roundRobin'], ...minutes },
      measure: { path: 'components.users.outcomes.sessionLost', over: 'components.users.ended' },
      atLeast: 0.7,
      because: 'The session is where the last request began one: at another of four servers in three of four cases.',
      counter: { set: ['balancer.policy=sticky'] },
    },
    {
      id: 'newcomer-idles',
      says: {
        en: 'A server that comes up a minute later gets next to nothing to do: everybody is bound already.',
        ko: '1분 늦게 올라온 서버는 할 일이 거의 없습니다. 모두 이미 다른 서버에 묶여 있습니다.',
      },
      under: { fault: ['crash web-4 at 0s for 60s'], ...minutes },
      measure: { path: 'components.web-4.arrivals', over: 'components.web-1.arrivals' },
      atMost: 0.1,
      because: 'Cookies name the other three; only health checks come, and users who had none, one in 1,800.',
      counter: { set: ['balancer.policy=leastConnections'] },
    },
  ],
}
