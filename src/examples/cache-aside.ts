/** A cache beside the database: what its keys, its size and its time to live make of it. */
import { draw } from './draw.ts'
import type { Example } from './example.ts'

/** Pages that are hardly any work themselves, so that the database is what counts. */
const light = { cpuTime: { law: 'constant', mean: 1, cv: 0 }, cores: 4 } as const
/** From disk: six milliseconds a read. */
const onDisk = { cores: 2, readTime: { law: 'exponential', mean: 6, cv: 1 } } as const
const settled = { duration: '120s', 'warm-up': '60s' } as const

export const cacheAside: Example = {
  slug: 'cache-aside',
  title: { en: 'A cache beside the database', ko: '데이터베이스 옆의 캐시' },
  summary: {
    en: 'A thousand reads a second before a database that can do a third of them: the cache takes the rest.',
    ko: '초당 1,000번의 읽기 가운데 3분의 1만 감당하는 데이터베이스 앞에서 캐시가 나머지를 맡습니다.',
  },
  look: {
    en: 'Flush the cache and watch the database; halve its capacity, change its eviction, shorten its TTL.',
    ko: '캐시를 비우고 데이터베이스를 지켜보세요. 용량을 절반으로, 제거 정책과 TTL을 바꿔 보세요.',
  },
  korean: { users: '사용자', web: '웹 서버', cache: '캐시', db: '데이터베이스' },
  architecture: draw({
    name: 'A cache beside the database',
    latencyMs: 300,
    boxes: {
      users: {
        kind: 'client',
        name: 'Users',
        at: [0, 100],
        config: {
          load: 'rate',
          rate: 1_000,
          classes: [
            { name: 'read', operation: 'read', share: 0.98, keys: 20_000, zipf: 1 },
            { name: 'write', operation: 'write', share: 0.02, keys: 20_000, zipf: 1 },
          ],
        },
      },
      web: { kind: 'server', name: 'Web server', at: [280, 100], config: light },
      cache: { kind: 'cache', name: 'Cache', at: [560, 0], config: { capacity: 5_000, ttlMs: 600_000 } },
      db: { kind: 'database', name: 'Database', at: [560, 200], config: onDisk },
    },
    arrows: [
      { from: 'users', to: 'web' },
      { from: 'web', to: 'cache' },
      { from: 'web', to: 'db' },
    ],
  }),
  claims: [
    {
      id: 'relief',
      says: {
        en: 'The database does well what it could not do alone: it is busy for less than nine tenths of the time.',
        ko: '혼자서는 못 할 일을 데이터베이스가 무난히 해내, 바쁜 시간이 10분의 9를 넘지 않습니다.',
      },
      under: settled,
      measure: { path: 'components.db.stations.cores.utilization' },
      atMost: 0.9,
      because:
        'Of 980 reads a second a quarter misses at the most; with writes that is 265 × 6 ms ÷ 2 cores, eight tenths. ' +
        'All of them would need 5.9 cores.',
      counter: { set: ['cache.capacity=50'] },
    },
    {
      id: 'hits-from-keys',
      says: {
        en: 'A quarter of the keys answers nearly four fifths of the lookups.',
        ko: '키의 4분의 1만으로 조회의 5분의 4 가까이에 답합니다.',
      },
      under: settled,
      measure: { path: 'components.cache.gauges.hitRatio' },
      atLeast: 0.77,
      because:
        'By Zipf’s law with exponent 1 the most popular 5,000 of 20,000 keys get 87 % of the reads; LRU holds some ' +
        'others as well, and writes take entries out.',
      counter: { set: ['cache.capacity=2000'] },
    },
    {
      id: 'ttl-costs',
      says: {
        en: 'With a time to live of two seconds the database is overrun.',
        ko: 'TTL을 2초로 줄이면 데이터베이스가 감당하지 못합니다.',
      },
      under: { set: ['cache.ttlMs=2s'], ...settled },
      measure: { path: 'components.db.stations.cores.utilization' },
      atLeast: 0.99,
      because:
        'A key that is read r times a second is missed once in 2 s and 1 ÷ r; summed over the keys that is more than ' +
        'half of the reads, and 500 × 6 ms are three cores.',
      counter: { set: ['cache.ttlMs=600s'] },
    },
    {
      id: 'stale-by-going-around',
      says: {
        en: 'If writes leave the cache alone, answers are stale; deleting the entry keeps nearly all of them fresh.',
        ko: '쓸 때 캐시를 그대로 두면 오래된 값이 나가고, 항목을 지우면 거의 모두 최신 값입니다.',
      },
      under: { set: ['web->cache.writing=around'], ...settled },
      measure: { path: 'components.cache.gauges.staleShare' },
      atLeast: 0.2,
      because: 'Popular keys are written as often as they are read, in proportion, and stay as they were for minutes.',
      counter: { set: ['web->cache.writing=invalidate'] },
    },
    {
      id: 'stampede',
      says: {
        en: 'When the cache is emptied, single flight keeps the most popular keys from being fetched over and over.',
        ko: '캐시가 비워졌을 때 중복 요청을 합치면 인기 키를 되풀이해 가져오지 않습니다.',
      },
      under: {
        set: [
          'web->cache.singleFlight=true',
          'users.classes=[{"name":"read","operation":"read","share":1,"keys":200,"zipf":1}]',
        ],
        fault: ['flush cache at 60s'],
        duration: '62s',
        'warm-up': '60s',
      },
      measure: { path: 'components.db.arrivals' },
      atMost: 210,
      because: 'Two hundred keys are fetched once each; without it everybody who comes during a fetch asks as well.',
      counter: { set: ['web->cache.singleFlight=false'] },
    },
    {
      id: 'single-point',
      says: {
        en: 'The one cache node dies, and the database is overrun for as long as that lasts.',
        ko: '하나뿐인 캐시 노드가 죽으면 그동안 데이터베이스가 감당하지 못합니다.',
      },
      under: { fault: ['crash cache at 60s'], duration: '100s', 'warm-up': '70s' },
      measure: { path: 'components.db.stations.cores.utilization' },
      atLeast: 0.999,
      because: 'All 980 reads a second come to a database that can do 333.',
      counter: { fault: [], instead: true },
    },
  ],
}
