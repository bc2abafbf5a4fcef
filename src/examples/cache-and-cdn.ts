/** A cache before the database and an edge before everything: most requests never reach the bottom. */
import { type Arrow, draw } from './draw.ts'
import type { Example } from './example.ts'

const toServer = { timeoutMs: 2_000 }

function dataOf(server: string): Arrow[] {
  return [
    { from: server, to: 'cache' },
    { from: server, to: 'primary', config: { reads: 'replicas' } },
  ]
}

export const cacheAndCdn: Example = {
  slug: 'cache-and-cdn',
  title: { en: 'Cache and CDN', ko: '캐시와 CDN' },
  summary: {
    en: 'Static files come from the edge, popular data from memory; the database sees the rest.',
    ko: '정적 파일은 엣지에서, 인기 데이터는 메모리에서 나오고, 데이터베이스는 나머지만 봅니다.',
  },
  look: {
    en: 'Flush the cache and see the load fall on the replica; give it a tenth of its entries and see it stay there.',
    ko: '캐시를 비워 부하가 복제본으로 몰리는 것을 보고, 캐시 항목을 10분의 1로 줄여 계속 그런지 보세요.',
  },
  korean: {
    users: '사용자',
    balancer: '로드 밸런서',
    'web-1': '웹 1',
    'web-2': '웹 2',
    cache: '캐시',
    primary: '주 DB',
    replica: '복제 DB',
  },
  architecture: draw({
    name: 'Cache and CDN',
    latencyMs: 300,
    boxes: {
      users: { kind: 'client', name: 'Users', at: [0, 160], config: { users: 1_500_000 } },
      dns: { kind: 'dns', name: 'DNS', at: [240, 20], config: { resolvers: 20 } },
      cdn: { kind: 'cdn', name: 'CDN', at: [240, 320] },
      balancer: {
        kind: 'load-balancer',
        name: 'Load balancer',
        at: [480, 160],
        config: { healthIntervalMs: 2_000, healthTimeoutMs: 1_000, healthyThreshold: 2 },
      },
      'web-1': { kind: 'server', name: 'Web 1', at: [720, 20], config: { instances: 2 } },
      'web-2': { kind: 'server', name: 'Web 2', at: [720, 300], config: { instances: 2 } },
      cache: { kind: 'cache', name: 'Cache', at: [980, 20], config: { capacity: 20_000 } },
      primary: { kind: 'database', name: 'Primary', at: [980, 300] },
      replica: { kind: 'database', name: 'Replica', at: [1240, 300] },
    },
    arrows: [
      { from: 'users', to: 'dns' },
      { from: 'users', to: 'cdn', port: 'edge' },
      { from: 'dns', to: 'balancer' },
      { from: 'cdn', to: 'balancer' },
      { from: 'balancer', to: 'web-1', config: toServer },
      { from: 'balancer', to: 'web-2', config: toServer },
      ...dataOf('web-1'),
      ...dataOf('web-2'),
      { from: 'primary', to: 'replica', config: { heartbeatMs: 1_000, promotionMs: 2_000 } },
    ],
  }),
  claims: [
    {
      id: 'origin-offload',
      says: {
        en: 'Once warm, more than four fifths of the files never reach the servers.',
        ko: '데워진 뒤에는 파일의 5분의 4 이상이 서버까지 오지 않습니다.',
      },
      under: { duration: '240s', 'warm-up': '120s' },
      measure: { path: 'components.cdn.gauges.hitRatio' },
      atLeast: 0.8,
      because: 'A file is fetched once, as copies live for a day; after 28,000 requests few of the files are new.',
      counter: { set: ['cdn.capacity=200'] },
    },
    {
      id: 'database-offload',
      says: {
        en: 'The cache answers more than half of the reads, and the databases see the rest.',
        ko: '캐시가 읽기의 절반 이상에 답하고, 나머지만 데이터베이스에 닿습니다.',
      },
      under: { duration: '240s', 'warm-up': '120s' },
      measure: { path: 'components.cache.gauges.hitRatio' },
      atLeast: 0.5,
      because:
        'Twenty thousand of a hundred thousand keys get half of the reads by Zipf’s law, and LRU holds most of them.',
      counter: { set: ['cache.capacity=2000'] },
    },
  ],
}
