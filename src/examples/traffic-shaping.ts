/** A crowd for ten seconds, and a door that makes it wait its turn. */
import { draw } from './draw.ts'
import type { Example } from './example.ts'

export const trafficShaping: Example = {
  slug: 'traffic-shaping',
  title: { en: 'A gateway that shapes traffic', ko: '트래픽을 고르게 하는 게이트웨이' },
  summary: {
    en: 'Ten seconds of a crowd, and the server is down for good: its own retries keep it there. A gate prevents it.',
    ko: '10초간의 인파 뒤에 재시도가 서버를 계속 붙잡아 회복하지 못합니다. 관문을 두면 막을 수 있습니다.',
  },
  look: {
    en: 'Watch the crowd pass at half a minute; then set the gateway’s “Rate limit” to a million and watch again.',
    ko: '30초에 지나가는 인파를 지켜본 뒤, 게이트웨이의 처리율 제한을 100만으로 두고 다시 보세요.',
  },
  korean: { users: '사용자', gateway: 'API 게이트웨이', web: '웹 서버', db: '데이터베이스' },
  architecture: draw({
    name: 'A gateway that shapes traffic',
    latencyMs: 1_000,
    settings: { endMs: 300_000 },
    boxes: {
      users: {
        kind: 'client',
        name: 'Users',
        at: [0, 100],
        config: {
          load: 'rate',
          rate: 110,
          shape: 'spike',
          shapeFactor: 10,
          shapeStartMs: 30_000,
          shapeDurationMs: 10_000,
        },
      },
      gateway: {
        kind: 'gateway',
        name: 'API gateway',
        at: [280, 100],
        config: { rateLimit: 150, burst: 15, overLimit: 'delay', delayedMax: 60 },
      },
      web: { kind: 'server', name: 'Web server', at: [560, 100], config: { backlog: 2_000 } },
      db: { kind: 'database', name: 'Database', at: [840, 100] },
    },
    arrows: [
      { from: 'users', to: 'gateway', config: { timeoutMs: 1_000, tries: 3 } },
      { from: 'gateway', to: 'web', config: { timeoutMs: 2_000 } },
      { from: 'web', to: 'db' },
    ],
  }),
  claims: [
    {
      id: 'recovers',
      says: {
        en: 'A minute after the crowd has gone, nearly all of what is asked is answered in time.',
        ko: '인파가 지나가고 1분 뒤에는 거의 모든 요청이 제때 처리됩니다.',
      },
      under: { duration: '200s', 'warm-up': '100s' },
      measure: { path: 'endToEnd.goodputPerSecond', over: 'endToEnd.throughputPerSecond' },
      atLeast: 0.99,
      because:
        'The gateway lets 150 a second through, which keep two cores busy for 8 ms each, three fifths of the time: ' +
        'behind it no line ever forms. Sixty wait before it for no longer than 0.4 s, less than users wait.',
      counter: { set: ['gateway.rateLimit=1M'] },
    },
    {
      id: 'outlives-its-trigger',
      says: {
        en: 'Without the limit the server is still down minutes after the crowd has gone.',
        ko: '제한이 없으면 인파가 지나가고 몇 분이 지나도 서버는 여전히 마비되어 있습니다.',
      },
      under: { set: ['gateway.rateLimit=1M'], duration: '300s', 'warm-up': '200s' },
      measure: { path: 'endToEnd.goodputPerSecond' },
      atMost: 1,
      because:
        'Each request is tried three times: 330 a second × 8 ms are 2.6 cores, more than the two there are. The line ' +
        'stays longer than the second users wait, so that no answer is in time (Bronson et al., HotOS 2021).',
      counter: { set: ['users.shape=steady'] },
    },
    {
      id: 'delays-not-drops',
      says: {
        en: 'Users who come in bunches wait for their turn, and all are served.',
        ko: '한꺼번에 몰려오는 사용자도 차례를 기다려 모두 처리됩니다.',
      },
      under: {
        set: [
          'users.shape=steady',
          'users.arrivals=batch',
          'users.batchSize=8',
          'users.rate=75',
          'users->gateway.tries=1',
        ],
        duration: '120s',
      },
      measure: { path: 'components.gateway.outcomes.rateLimited', over: 'components.gateway.ended' },
      atMost: 0.01,
      because:
        'A bunch that finds no tokens waits in a line of sixty that empties 150 times a second, twice as fast as ' +
        'users come.',
      counter: { set: ['gateway.overLimit=reject'] },
    },
  ],
}
