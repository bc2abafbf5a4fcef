/** Two servers behind a balancer: one may die. */
import { draw } from './draw.ts'
import type { Example } from './example.ts'

const toServer = { timeoutMs: 2_000 }

export const loadBalanced: Example = {
  slug: 'load-balanced',
  title: { en: 'A balancer and two servers', ko: '로드 밸런서와 서버 두 대' },
  summary: {
    en: 'Kill one web server: errors last until the health check notices, then the other one carries on.',
    ko: '웹 서버 한 대를 죽이면 상태 검사가 알아챌 때까지만 오류가 나고, 그다음은 다른 서버가 이어받습니다.',
  },
  look: {
    en: 'Crash Web 1 and count the seconds until the balancer notices; then add a third server and connect it.',
    ko: '웹 1을 죽이고 로드 밸런서가 알아챌 때까지의 시간을 재 보세요. 그다음 세 번째 서버를 추가해 연결하세요.',
  },
  korean: {
    users: '사용자',
    balancer: '로드 밸런서',
    'web-1': '웹 1',
    'web-2': '웹 2',
    db: '데이터베이스',
  },
  architecture: draw({
    name: 'A balancer and two servers',
    latencyMs: 300,
    boxes: {
      users: { kind: 'client', name: 'Users', at: [0, 140], config: { users: 500_000 } },
      balancer: {
        kind: 'load-balancer',
        name: 'Load balancer',
        at: [260, 140],
        config: { healthIntervalMs: 2_000, healthTimeoutMs: 1_000, healthyThreshold: 2 },
      },
      'web-1': { kind: 'server', name: 'Web 1', at: [520, 20] },
      'web-2': { kind: 'server', name: 'Web 2', at: [520, 260] },
      db: { kind: 'database', name: 'Database', at: [780, 140] },
    },
    arrows: [
      { from: 'users', to: 'balancer' },
      { from: 'balancer', to: 'web-1', config: toServer },
      { from: 'balancer', to: 'web-2', config: toServer },
      { from: 'web-1', to: 'db' },
      { from: 'web-2', to: 'db' },
    ],
  }),
  claims: [
    {
      id: 'detection',
      says: {
        en: 'A server dies, and no more than five seconds of half the requests fail.',
        ko: '서버 한 대가 죽어도 실패하는 것은 요청 절반의 5초분을 넘지 않습니다.',
      },
      under: { fault: ['crash web-1 at 20s'], duration: '80s', 'warm-up': '10s' },
      measure: { path: 'endToEnd.outcomes.refused', over: 'endToEnd.offeredPerSecond' },
      atMost: 2.5,
      because:
        'Two failed checks, two seconds apart, take it out: at most four seconds after it died. Half the requests of ' +
        'four seconds are two seconds of all; the rest is chance.',
      counter: { set: ['balancer.healthIntervalMs=20s'] },
    },
    {
      id: 'survives',
      says: {
        en: 'Once the dead server has been left out, the other one serves all.',
        ko: '죽은 서버가 빠진 뒤에는 남은 서버가 모두 처리합니다.',
      },
      under: { fault: ['crash web-1 at 10s'], duration: '60s', 'warm-up': '20s' },
      measure: { path: 'endToEnd.goodputPerSecond', over: 'endToEnd.throughputPerSecond' },
      atLeast: 1,
      because: 'The survivor is busy for 200 a second × 8.1 ms ÷ 2 cores, four fifths of the time: it can carry all.',
      counter: { set: ['balancer.healthIntervalMs=60s'] },
    },
  ],
}
