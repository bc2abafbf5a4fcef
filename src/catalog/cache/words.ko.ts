import type { KindWords } from '../kind.ts'
import { machineOptions } from '../machines.ts'

/** What people read about the cache, in Korean. */
export const ko = {
  title: '캐시',
  summary: '최근 응답을 메모리에 보관합니다',
  fields: {
    machine: {
      label: '노드 크기',
      help:
        '관리형 노드의 크기와 가격(가격표 기준)입니다. 명령은 코어 하나가 처리하고 용량은 따로 정하므로 비용만 ' +
        '달라집니다. 실행 중에 바꾸면 다시 시작됩니다.',
    },
    capacity: {
      label: '용량',
      help:
        '보관할 수 있는 항목 수입니다. 작으면 다시 쓰이기 전에 밀려나 적중률이 떨어지고, 전체 키보다 크면 TTL로만 ' +
        '비워집니다.',
    },
    eviction: {
      label: '제거 정책',
      help:
        '가득 찼을 때 내보낼 항목을 고르는 방법입니다. 가장 오래 쓰이지 않은 것(LRU), 가장 적게 쓰인 것(LFU), 가장 ' +
        '먼저 들어온 것(FIFO) 가운데 고릅니다.',
    },
    ttlMs: {
      label: 'TTL(유효 시간)',
      help:
        '항목을 다시 읽어 오기 전까지 쓰는 시간입니다. 짧으면 데이터베이스 부하가 늘고, 길면 오래된 값이 더 오래 ' +
        '나갈 수 있습니다.',
    },
    opTime: {
      label: '연산 시간',
      help:
        '하나뿐인 코어가 조회, 저장, 삭제 하나를 처리하는 시간입니다. 역수가 초당 최대 연산 수이고, 넘으면 호출이 ' +
        '줄을 섭니다.',
    },
    maxClients: {
      label: '최대 연결 수',
      help: '동시에 붙들 수 있는 호출 수입니다. 모두 차면 새 호출은 거절됩니다.',
    },
  },
  options: {
    ...machineOptions('cache', 'ko'),
    lru: 'LRU',
    lfu: 'LFU',
    fifo: 'FIFO',
  },
  ports: {
    origin: { label: '원본', verb: '미스 시 원본 조회' },
  },
  gauges: {
    hitRatio: '적중률',
    entries: '항목 수',
    evictions: '항목 제거',
    staleShare: '오래된 값 비율',
    utilization: 'CPU 사용률',
  },
  stations: { core: '단일 코어', clients: '연결' },
} satisfies KindWords
