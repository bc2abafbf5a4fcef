import type { KindWords } from '../kind.ts'
import { machineOptions } from '../machines.ts'

/** What people read about the server, in Korean. */
export const ko = {
  title: '서버',
  summary: '요청마다 스레드 하나로 코드를 실행합니다',
  fields: {
    public: {
      label: '공개',
      help: '사용자가 인터넷에서 호출할 수 있는지 정합니다. 비공개인 것을 클라이언트가 호출하면 응답이 오지 않습니다.',
    },
    instances: {
      label: '인스턴스 수',
      help:
        '이 상자에 들어 있는 똑같은 서버의 수이며, 호출이 나뉘어 들어옵니다. 하나면 단일 장애 지점이고, 늘리면 ' +
        '함께 쓰는 뒷단이 찰 때까지 부하를 나눕니다.',
    },
    machine: {
      label: '머신 크기',
      help:
        '인스턴스 하나의 크기와 가격(가격표 기준)입니다. 목록에서 가장 큰 것이 수직 확장의 한계이며, 실행 중에 바꾸면 ' +
        '인스턴스가 하나씩 다시 시작됩니다.',
    },
    cores: {
      label: '코어 수',
      help: '인스턴스 하나의 코어 수입니다. 모두 바쁘면 스레드가 코어를 기다리고 지연이 가파르게 늘어납니다.',
    },
    cpuTime: {
      label: 'CPU 시간',
      help: '정적 파일이 아닌 요청 하나가 쓰는 코어 시간입니다. 코어 하나는 1초에 1초어치까지만 처리합니다.',
    },
    staticCpuTime: {
      label: '정적 파일 CPU',
      help: '정적 파일 요청 하나가 쓰는 코어 시간입니다. 앞에 CDN이 있으면 여기까지 오는 일이 드뭅니다.',
    },
    threads: {
      label: '스레드 수',
      help:
        '인스턴스 하나가 동시에 처리하는 요청 수입니다. 캐시나 데이터베이스를 기다리는 동안에도 응답할 때까지 ' +
        '스레드를 붙듭니다. 적으면 느린 데이터베이스에 웹 계층 전체가 멈추고, 많으면 뒷단에 부하가 더 몰립니다.',
    },
    mode: {
      label: '처리 방식',
      help:
        '스레드: 응답할 때까지 요청마다 스레드 하나를 쥡니다. 이벤트 루프: 계산하는 동안에만 코어를 쥐고, 다른 곳을 기다릴 ' +
        '때는 아무것도 쥐지 않습니다.',
    },
    inHand: {
      label: '동시 처리',
      help: '이벤트 루프가 계산 중이거나 기다리는 중인 것을 합해 동시에 맡는 요청 수입니다. 이를 넘으면 줄을 섭니다.',
    },
    discipline: {
      label: '줄 순서',
      help:
        '스레드와 코어를 기다리는 줄에서 다음이 누구인지 정합니다. LIFO는 가득 찼을 때 일부를 바로 처리하고 일부는 끝내 처리하지 ' +
        '않습니다. 우선순위는 요청 종류를 따르고, CoDel은 대기가 목표를 계속 넘으면 맨 앞을 버립니다.',
    },
    codelTargetMs: {
      label: 'CoDel 목표',
      help: '이만큼의 대기는 괜찮다고 봅니다. 더 긴 대기는 한 간격 동안 참습니다.',
    },
    codelIntervalMs: {
      label: 'CoDel 간격',
      help: '모든 대기가 목표를 얼마나 오래 넘어야 줄 맨 앞을 버리기 시작할지 정합니다.',
    },
    waitLimit: {
      label: '대기 제한',
      help:
        '켜면 한 줄에서 최대 대기보다 오래 선 요청이 줄을 떠나고 버려집니다. 상태 확인은 자신의 타임아웃까지 줄에 ' +
        '서 있습니다.',
    },
    maxWait: {
      label: '최대 대기',
      help: '요청이 줄을 떠나기까지 서 있는 시간입니다. 분포를 주면 사용자의 인내심이 됩니다.',
    },
    cpuSharing: {
      label: '코어 나누기',
      help:
        '줄 서기: CPU 시간이 끝날 때까지 요청이 코어를 혼자 쓰고 나머지는 기다립니다. 나눠 쓰기: 모두가 코어를 함께 나눠 써서 ' +
        '짧은 요청이 긴 요청 뒤에 갇히지 않습니다.',
    },
    downstreamCalls: {
      label: '서비스 호출',
      help: '연결된 서비스 중 무엇을 부를지 정합니다. 차례로 또는 확률로 하나, 모두를 하나씩 순서대로, 또는 모두를 나란히 부릅니다.',
    },
    stopShare: { label: '멈추는 비율', help: '서비스를 부르지 않고 바로 응답하는 요청의 비율입니다.' },
    needed: {
      label: '필요한 응답',
      help: '좋은 응답이 이만큼 오면 나머지는 취소합니다. 0이면 모두 필요하고, 하나의 실패가 전체의 실패가 됩니다.',
    },
    sessions: {
      label: '세션',
      help:
        '로그인 상태를 어디에 두는지 정합니다. 없음이면 요청마다 독립적입니다. 메모리에 두면 인스턴스는 자기 사용자만 ' +
        '알고, 죽으면 세션도 잃습니다. 저장소에 두면 모든 인스턴스가 연결된 세션 저장소에 묻습니다.',
    },
    sessionTtlMs: {
      label: '세션 유효 시간',
      help: '사용자가 이 시간 동안 아무것도 요청하지 않으면 세션이 끝나고, 다음 요청이 새 세션을 시작합니다.',
    },
    maxSessions: {
      label: '세션 한도',
      help: '인스턴스 하나가 보관할 수 있는 세션 수입니다. 넘치면 가장 오래 쓰지 않은 세션부터 잃습니다.',
    },
    backlog: {
      label: '대기 한도(backlog)',
      help:
        '스레드를 기다릴 수 있는 요청 수이며, 넘치면 거절합니다. 0이면 아무도 기다리지 못하고, 너무 길면 이미 ' +
        '포기한 요청까지 처리하게 됩니다.',
    },
  },
  options: {
    ...machineOptions('compute', 'ko'),
    stateless: '없음',
    inMemory: '메모리',
    store: '저장소',
    threads: '스레드',
    eventLoop: '이벤트 루프',
    fifo: '선착순(FIFO)',
    lifo: '후착순(LIFO)',
    priority: '우선순위',
    codel: 'CoDel',
    queue: '줄 서기',
    share: '나눠 쓰기',
    turns: '차례로 하나',
    random: '확률로 하나',
    sequence: '모두, 순서대로',
    parallel: '모두, 나란히',
  },
  ports: {
    cache: { label: '캐시', verb: '캐시 조회' },
    database: { label: '데이터베이스', verb: '읽기·쓰기' },
    queue: { label: '큐', verb: '메시지 발행' },
    downstream: { label: '하위 서비스', verb: '서비스 호출' },
    sessions: { label: '세션 저장소', verb: '세션 보관' },
  },
  gauges: { utilization: 'CPU 사용률', threadsBusy: '스레드 사용률', line: '스레드 대기', sessions: '세션' },
  stations: { threads: '스레드', cores: 'CPU 코어' },
} satisfies KindWords
