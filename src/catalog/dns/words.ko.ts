import type { KindWords } from '../kind.ts'

/** What people read about the DNS, in Korean. */
export const ko = {
  title: 'DNS',
  summary: '클라이언트가 접속할 주소를 알려 줍니다',
  fields: {
    ttlMs: {
      label: 'TTL(유효 시간)',
      help:
        '리졸버가 응답을 보관하는 시간입니다. 길면 조회가 줄지만 장애가 나도 한동안 죽은 주소로 접속하고, 0이면 ' +
        '아무도 보관하지 않아 요청마다 캐시 없이 조회합니다.',
    },
    stretchShare: {
      label: 'TTL을 늘리는 리졸버',
      help:
        '허용된 시간보다 응답을 오래 보관하는 리졸버의 비율이며 늘 같은 리졸버입니다. 0이면 모두 TTL을 지키고, 클수록 ' +
        'TTL이 지난 뒤에도 죽은 주소로 접속하는 사용자가 많습니다.',
    },
    stretchedTtlMs: {
      label: '늘린 보관 시간',
      help:
        'TTL을 늘리는 리졸버가 응답을 보관하는 시간이며, TTL이 더 길면 TTL을 따릅니다. 짧으면 나머지와 거의 같고, 길면 ' +
        '그 사용자들이 그만큼 옛 응답에 머뭅니다.',
    },
    pinnedShare: {
      label: '고정된 클라이언트',
      help:
        '처음 받은 주소를 끝까지 쓰는 사용자의 비율입니다. 0이면 모두 다시 조회하고, 클수록 TTL이 아무리 짧아도 레코드 ' +
        '변경을 따르지 않는 사용자가 많습니다.',
    },
    clientCacheMs: {
      label: '클라이언트 캐시',
      help:
        '사용자가 리졸버에 묻지 않고 주소를 쓰는 시간입니다. 0이면 요청마다 묻고, 길면 조회 시간이 줄지만 TTL에 더해 그만큼 ' +
        '죽은 주소로 더 오래 접속합니다.',
    },
    lookupTime: {
      label: '캐시 없는 조회',
      help:
        '리졸버 캐시에 없어 네임 서버를 차례로 거쳐야 하는 조회 시간입니다. 드물게 느린 경우가 높은 백분위수의 ' +
        '지연으로 드러납니다.',
    },
    cachedLookupMs: {
      label: '캐시된 조회',
      help:
        '리졸버가 이미 가진 응답을 받는 시간입니다. 거의 모든 요청에 더해지며, 0이면 리졸버가 같은 기기에 있는 ' +
        '셈입니다.',
    },
    resolvers: {
      label: '리졸버 수',
      help:
        '사용자가 나눠 쓰는 리졸버 수이며 저마다 캐시가 있습니다. 많으면 캐시 없는 조회가 늘고, 적으면 응답 하나가 ' +
        '만료될 때 많은 사용자가 한꺼번에 옮겨 갑니다.',
    },
    policy: {
      label: '응답 정책',
      help:
        '정상인 레코드 가운데 무엇을 알려 줄지 정합니다. 차례로, 가중치로 추첨, 지도에서 가장 가까운 곳(같은 리전 먼저), ' +
        '클라이언트와의 네트워크 지연이 가장 작은 곳, 또는 나머지를 대기시키고 언제나 첫 번째입니다.',
    },
    healthIntervalMs: {
      label: '상태 확인 주기',
      help:
        '레코드 하나를 확인하는 간격입니다. 짧으면 죽은 대상을 빨리 알아채고, 길면 그동안 사용자가 죽은 주소를 ' +
        '받습니다.',
    },
    healthThreshold: {
      label: '실패 임계값',
      help:
        '몇 번 연속으로 실패해야 레코드를 응답에서 뺄지 정합니다. 1이면 한 번만 실패해도 빠지고, 크면 안정적인 ' +
        '대신 느립니다.',
    },
  },
  options: {
    roundRobin: '라운드 로빈',
    weighted: '가중치',
    geo: '가장 가까운 곳',
    latency: '최소 지연',
    failover: '페일오버',
  },
  ports: {
    records: { label: '레코드', verb: '주소 안내' },
  },
  gauges: { cachedShare: '캐시 응답률', answerShare: '응답을 가진 리졸버' },
} satisfies KindWords
