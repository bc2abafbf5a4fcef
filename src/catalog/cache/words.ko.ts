import type { KindWords } from '../kind.ts'
import { machineOptions } from '../machines.ts'

/** What people read about the cache, in Korean. */
export const ko = {
  title: '캐시',
  summary: '최근 응답을 메모리에 보관합니다',
  fields: {
    machine: {
      label: '노드 크기',
      help: '관리형 노드의 크기와 가격(가격표 기준)입니다. 명령은 코어 하나가 처리하고 용량은 따로 정하므로 비용만 달라집니다. 실행 중에 바꾸면 다시 시작됩니다.',
    },
    instances: {
      label: '노드 수',
      help: '키를 나누어 맡는 노드 수입니다. 많을수록 전체 메모리와 코어가 늘지만, 수를 바꾸면 키가 다른 노드로 옮겨 가 처음에는 미스가 납니다.',
    },
    placement: {
      label: '배치',
      help: '키를 맡을 노드를 정하는 방법입니다. 노드 수로 나눈 나머지는 고르지만 수가 바뀌면 거의 모든 키가 옮겨 가고, 링은 들고 난 노드의 몫만 옮깁니다.',
    },
    virtualNodes: {
      label: '가상 노드 수',
      help: '링 위에 노드마다 놓는 자리 수입니다. 적으면 일부 노드에 일이 몰리고, 많으면 고르게 나뉩니다.',
    },
    bound: {
      label: '용량 기준',
      help: '용량을 세는 단위입니다. 항목 수로 세거나, 실제 기계처럼 바이트로 셉니다. 큰 항목은 여럿을 밀어냅니다.',
    },
    capacity: {
      label: '용량',
      help: '노드 하나가 보관할 수 있는 항목 수입니다. 작으면 다시 쓰이기 전에 밀려나 적중률이 떨어지고, 전체 키보다 크면 TTL로만 비워집니다.',
    },
    capacityBytes: {
      label: '용량(바이트)',
      help: '노드 하나가 보관할 수 있는 바이트 수입니다. 작으면 다시 쓰이기 전에 밀려납니다.',
    },
    entryBytes: {
      label: '값 외의 바이트',
      help: '항목 하나가 응답의 바이트 말고 더 차지하는 양입니다. 응답이 작은데 이 값이 크면 조금밖에 담지 못합니다.',
    },
    eviction: {
      label: '제거 정책',
      help:
        '가득 찼을 때 내보낼 항목을 고릅니다. 가장 오래 안 쓰인 것(LRU), 가장 적게 쓰인 것(LFU), 먼저 온 것(FIFO), 아무것이나, 또는 한 번 더 기회를 주는 방식(클록, ' +
        'SIEVE, S3-FIFO)입니다.',
    },
    ttlMs: {
      label: 'TTL(유효 시간)',
      help: '항목을 다시 읽어 오기 전까지 쓰는 시간입니다. 짧으면 데이터베이스 부하가 늘고, 길면 오래된 값이 더 오래 나갈 수 있습니다.',
    },
    ttlFrom: {
      label: 'TTL 시작',
      help: '가져온 때부터 세면 항목이 TTL보다 오래되지 않습니다. 마지막으로 쓴 때부터 세면 자주 찾는 것은 만료되지 않고, 낡은 채로 남습니다.',
    },
    ttlJitter: {
      label: 'TTL 흩뜨리기',
      help: 'TTL을 정한 값 둘레에서 고르게 뽑는 폭입니다. 0이면 함께 채운 것이 한꺼번에 만료되고, 100%이면 두 배의 시간에 걸쳐 흩어집니다.',
    },
    coalesce: {
      label: '중복 요청 합치기',
      help: '호출자가 캐시를 거쳐 읽을 때, 같은 키를 동시에 놓친 요청 가운데 하나만 가져오고 나머지는 기다립니다. 끄면 모두 데이터베이스에 묻습니다.',
    },
    earlyExpiry: {
      label: '이른 만료',
      help: '만료가 가깝고 가져오는 데 오래 걸릴수록 한 요청이 미리 가져올 확률이 커집니다. 0이면 없고, 1은 논문의 권장값(β)이며, 클수록 일찍 가져옵니다.',
    },
    staleMs: {
      label: '갱신 중 제공',
      help: '만료 뒤에도 이만큼은 그대로 내주고, 그동안 한 요청이 뒤에서 새로 가져옵니다. 0이면 모두 기다리고, 길면 아무도 기다리지 않지만 값이 더 오래됩니다.',
    },
    writeDelayMs: {
      label: '쓰기 지연',
      help: '나중에 쓰기를 할 때 쓰기가 기다리는 시간이며, 같은 키의 쓰기는 합쳐집니다. 길면 데이터베이스에 닿는 쓰기가 줄고, 노드가 죽을 때 더 많이 잃습니다.',
    },
    opTime: {
      label: '연산 시간',
      help: '하나뿐인 코어가 조회, 저장, 삭제 하나를 처리하는 시간입니다. 역수가 초당 최대 연산 수이고, 넘으면 호출이 줄을 섭니다.',
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
    random: '무작위',
    clock: '클록',
    sieve: 'SIEVE',
    s3Fifo: 'S3-FIFO',
    modulo: '나머지',
    ring: '해시 링',
    entries: '항목 수',
    bytes: '바이트',
    fetch: '가져온 때',
    use: '마지막으로 쓴 때',
  },
  ports: {
    origin: { label: '원본', verb: '미스 시 원본 조회' },
  },
  gauges: {
    hitRatio: '적중률',
    entries: '항목 수',
    evictions: '항목 제거',
    staleShare: '오래된 값 비율',
    movedKeys: '옮겨 간 키',
    lostWrites: '잃은 쓰기',
    utilization: 'CPU 사용률',
  },
  stations: { core: '단일 코어', clients: '연결' },
} satisfies KindWords
