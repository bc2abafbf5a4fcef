import type { KindWords } from '../kind.ts'

/** What people read about the load balancer, in Korean. */
export const ko = {
  title: '로드 밸런서',
  summary: '정상인 서버들에 요청을 나눕니다',
  fields: {
    policy: {
      label: '분산 정책',
      help:
        '다음 요청을 받을 대상을 고르는 방법입니다. 차례대로, 진행 중인 호출이 가장 적은 곳, 무작위, 해시로 정해진 ' +
        '곳 가운데 고릅니다. 무작위는 줄이 가장 쉽게 생기고, 최소 연결은 느려진 대상을 피해 갑니다.',
    },
    healthIntervalMs: {
      label: '상태 확인 주기',
      help: '대상 하나를 확인하는 간격입니다. 짧으면 죽은 대상을 빨리 빼내고, 길면 그동안 그 몫의 요청이 실패합니다.',
    },
    healthTimeoutMs: {
      label: '상태 확인 타임아웃',
      help:
        '이 시간 안에 답이 없으면 확인에 실패한 것으로 봅니다. 너무 짧으면 바쁘기만 한 대상도 빠지고, 너무 길면 ' +
        '응답 없는 대상이 오래 남습니다.',
    },
    unhealthyThreshold: {
      label: '제외 임계값',
      help: '몇 번 연속으로 실패해야 대상을 뺄지 정합니다. 1이면 한 번만 실패해도 빠지고, 크면 안정적인 대신 느립니다.',
    },
    healthyThreshold: {
      label: '복귀 임계값',
      help:
        '빠졌던 대상이 몇 번 연속으로 통과해야 다시 요청을 받을지 정합니다. 작으면 바로 돌아오고, 크면 나머지 ' +
        '대상이 그 부하를 더 오래 떠안습니다.',
    },
    failOpen: {
      label: '전체 허용(fail open)',
      help:
        '켜면 정상인 대상이 하나도 없을 때 모든 대상으로 그냥 보냅니다. 끄면 그때 요청은 정상 대상 없음으로 바로 ' +
        '실패합니다.',
    },
    cores: {
      label: '코어 수',
      help: '로드 밸런서 자체의 코어 수입니다. 모자라면 요청이 서버에 닿기도 전에 여기서 줄을 섭니다.',
    },
    cpuTime: {
      label: 'CPU 시간',
      help: '요청 하나가 로드 밸런서에서 쓰는 코어 시간입니다. 코어 수를 이 값으로 나누면 최대 처리량이 됩니다.',
    },
    addedLatency: {
      label: '추가 지연',
      help:
        'CPU 시간과 별개로 로드 밸런서를 지나는 데 걸리는 시간입니다. 요청마다 지연이 늘지만 코어를 차지하지는 ' +
        '않습니다.',
    },
    maxConnections: {
      label: '최대 연결 수',
      help:
        '동시에 붙들 수 있는 요청 수이며, 요청마다 응답이 올 때까지 하나를 차지합니다. 모두 차면 새 요청은 ' +
        '거절됩니다.',
    },
  },
  options: { roundRobin: '라운드 로빈', leastConnections: '최소 연결', random: '무작위', hash: '해시' },
  ports: {
    targets: { label: '대상', verb: '요청 분산' },
  },
  gauges: { healthyTargets: '정상 대상', connections: '연결 사용률' },
  stations: { connections: '연결', cores: 'CPU 코어' },
} satisfies KindWords
