import type { KindWords } from '../kind.ts'

/** What people read about the queue, in Korean. */
export const ko = {
  title: '메시지 큐',
  summary: '작업을 워커가 끝낼 때까지 보관합니다',
  fields: {
    storeTime: {
      label: '저장 시간',
      help: '메시지를 저장하고 생산자에게 응답하기까지 걸리는 시간입니다. 그동안 생산자는 스레드를 붙듭니다.',
    },
    visibilityMs: {
      label: '가시성 타임아웃',
      help:
        '소비자에게 넘긴 메시지를 다른 소비자에게 감추는 시간입니다. 작업 시간보다 짧으면 같은 작업을 두 번 하고, ' +
        '길면 죽은 워커의 작업이 그만큼 늦어집니다.',
    },
    maxReceives: {
      label: '최대 수신 횟수',
      help:
        '메시지를 몇 번까지 넘겨준 뒤 데드 레터로 보낼지 정합니다. 1이면 한 번의 실패로 포기하고, 크면 나쁜 ' +
        '메시지가 워커를 되풀이해 차지합니다.',
    },
    capacity: {
      label: '용량',
      help: '저장할 수 있는 메시지 수입니다. 가득 차면 워커가 따라잡을 때까지 발행이 거절됩니다.',
    },
  },
  ports: {
    consumers: { label: '소비자', verb: '메시지 전달' },
  },
  gauges: {
    backlog: '백로그',
    oldestMs: '가장 오래된 메시지',
    redelivered: '재전달',
    deadLetters: '데드 레터',
    published: '발행',
    done: '완료',
  },
} satisfies KindWords
