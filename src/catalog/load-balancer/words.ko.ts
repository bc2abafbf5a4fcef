import type { KindWords } from '../kind.ts'

/** What people read about the load balancer, in Korean. */
export const ko = {
  title: '로드 밸런서',
  summary: '정상인 서버들에 요청을 나눕니다',
  fields: {
    public: {
      label: '공개',
      help: '사용자가 인터넷에서 호출할 수 있는지 정합니다. 비공개인 것을 클라이언트가 호출하면 응답이 오지 않습니다.',
    },
    policy: {
      label: '분산 정책',
      help:
        '다음 요청을 받을 대상을 고르는 방법입니다. 무작위는 줄이 가장 쉽게 생기고, 최소 연결은 느려진 대상을 피해 ' +
        '가며, 두 번 뽑기는 거의 그만큼 좋습니다. 해시, 링, 고정 세션은 같은 사용자를 같은 곳으로 보냅니다.',
    },
    choices: {
      label: '선택 수',
      help:
        '무작위로 몇 개를 뽑아 열린 호출이 가장 적은 대상을 고를지 정합니다. 최고 지연 평균에서는 지연과 열린 호출 ' +
        '수의 곱이 가장 작은 대상입니다. 1이면 무작위이고, 2면 효과가 대부분 나타납니다.',
    },
    hashBy: {
      label: '해시 기준',
      help: '사용자 또는 요청한 키입니다. 키로 하면 인기 있는 키의 부하가 모두 한 대상에 몰립니다.',
    },
    virtualNodes: {
      label: '가상 노드',
      help: '링 위에 대상마다 두는 자리 수입니다. 적으면 몫이 고르지 않고, 많으면 서로 비슷해집니다.',
    },
    decayMs: {
      label: '기억 시간',
      help: '대상의 지연 시간을 얼마나 빨리 잊을지 정합니다. 길면 느렸던 대상을 더 오래 피합니다.',
    },
    ejection: {
      label: '제외 기능',
      help: '켜면 호출이 연속으로 실패한 대상을 상태 확인을 기다리지 않고 한동안 제외합니다.',
    },
    ejectAfter: {
      label: '제외 기준',
      help:
        '대상을 제외하기까지 연속으로 실패하는 호출 수입니다. 오류, 연결 거부, 타임아웃을 세고 속도 제한과 사라진 ' +
        '세션은 세지 않습니다. 작으면 멀쩡한 대상도 우연히 제외됩니다.',
    },
    ejectMs: {
      label: '제외 시간',
      help:
        '처음 제외되는 시간입니다. 거듭될수록 길어져 열 배까지 늘어나고, 대상이 10초 동안 남아 있을 때마다 한 번씩 ' +
        '잊습니다.',
    },
    ejectMaxShare: {
      label: '최대 제외 비율',
      help: '동시에 제외할 수 있는 대상의 비율입니다. 하나는 언제나 제외할 수 있습니다.',
    },
    slowStartMs: {
      label: '느린 시작',
      help:
        '새로 생기거나 돌아온 대상이 이 시간에 걸쳐 고르게 늘어나 제 몫을 받습니다. 0이면 바로 받습니다. 쿠키가 있는 ' +
        '사용자는 옮기지 않습니다.',
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
  options: {
    roundRobin: '라운드 로빈',
    weighted: '가중치',
    leastConnections: '최소 연결',
    random: '무작위',
    powerOfTwo: '두 번 뽑기',
    peakEwma: '최고 지연 평균',
    hash: '해시',
    ring: '링 해시',
    boundedLoad: '부하 제한 링',
    sticky: '고정 세션',
    user: '사용자',
    key: '키',
  },
  ports: {
    targets: { label: '대상', verb: '요청 분산' },
  },
  gauges: { healthyTargets: '정상 대상', connections: '연결 사용률' },
  stations: { connections: '연결', cores: 'CPU 코어' },
} satisfies KindWords
