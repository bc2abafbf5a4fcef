/** A wave of robots, and a door that lets buyers in first. */
import { draw } from './draw.ts'
import type { Example } from './example.ts'

export const loadShedding: Example = {
  slug: 'load-shedding',
  title: { en: 'A gateway that sheds load', ko: '부하를 덜어 내는 게이트웨이' },
  summary: {
    en: 'Ten times the usual robots arrive: the gateway turns them away early, so that buyers notice nothing.',
    ko: '평소의 열 배나 되는 로봇이 몰려와도 게이트웨이가 먼저 돌려보내 구매자는 아무것도 느끼지 못합니다.',
  },
  look: {
    en: 'Watch what buyers and robots get after half a minute; then set “Reserved” to 0, and “In hand” to 10,000.',
    ko: '30초 뒤 구매자와 로봇이 받는 응답을 보고, ‘예약 비율’을 0으로, ‘동시 처리’를 10,000으로 바꿔 보세요.',
  },
  korean: {
    buyers: '구매자',
    robots: '로봇',
    gateway: 'API 게이트웨이',
    web: '웹 서버',
    db: '데이터베이스',
  },
  architecture: draw({
    name: 'A gateway that sheds load',
    latencyMs: 300,
    boxes: {
      buyers: {
        kind: 'client',
        name: 'Buyers',
        at: [0, 20],
        config: {
          load: 'rate',
          rate: 80,
          classes: [{ name: 'order', operation: 'write', share: 1, keys: 100_000, zipf: 0.8, priority: 9 }],
        },
      },
      robots: {
        kind: 'client',
        name: 'Robots',
        at: [0, 240],
        config: {
          load: 'rate',
          rate: 30,
          shape: 'step',
          shapeFactor: 10,
          shapeStartMs: 30_000,
          classes: [{ name: 'crawl', operation: 'read', share: 1, keys: 100_000, zipf: 0.8, priority: 0 }],
        },
      },
      gateway: {
        kind: 'gateway',
        name: 'API gateway',
        at: [280, 130],
        config: { concurrency: 30, reserved: 0.6 },
      },
      web: { kind: 'server', name: 'Web server', at: [560, 130] },
      db: { kind: 'database', name: 'Database', at: [840, 130] },
    },
    arrows: [
      { from: 'buyers', to: 'gateway' },
      { from: 'robots', to: 'gateway' },
      { from: 'gateway', to: 'web', config: { timeoutMs: 2_000 } },
      { from: 'web', to: 'db' },
    ],
  }),
  claims: [
    {
      id: 'buyers-first',
      says: {
        en: 'While robots come in tenfold, 999 of 1,000 buyers are served.',
        ko: '로봇이 열 배로 몰려와도 구매자 1,000명 중 999명은 처리됩니다.',
      },
      under: { duration: '120s', 'warm-up': '40s' },
      measure: { path: 'components.buyers.outcomes.ok', over: 'components.buyers.ended' },
      atLeast: 0.999,
      because:
        'Robots may use 12 of 30 places; buyers alone are busy 80 a second × 12 ms ÷ 2 cores, about half, and hardly ' +
        'ever fill the other 18.',
      counter: { set: ['gateway.reserved=0'] },
    },
    {
      id: 'bounded-wait',
      says: {
        en: 'No more than thirty requests are in hand, so that none waits longer than those before it take.',
        ko: '맡은 요청이 서른 개를 넘지 않으므로, 앞선 요청들이 걸리는 시간보다 오래 기다리는 요청이 없습니다.',
      },
      under: { duration: '120s', 'warm-up': '40s' },
      measure: { path: 'components.gateway.latencyMs.p99' },
      atMost: 300,
      because: 'Thirty requests of 12 ms on two cores are done in 180 ms; the rest is chance and the network.',
      counter: { set: ['gateway.concurrency=10000', 'gateway.reserved=0'] },
    },
  ],
}
