/** Why the queue begins with these values, in Korean: by the English sentence. */
export const ko: Readonly<Record<string, string>> = {
  'no limit is set unless asked for; a handful forgives mishaps without repeating a bad job for ever':
    '따로 정하지 않으면 한도가 없습니다. 몇 번이면 어쩌다 난 실패는 넘기면서도 나쁜 작업을 끝없이 되풀이하지 않습니다',
  'managed queues have no practical limit; a broker of your own has its disk':
    '관리형 큐에는 사실상 한도가 없고, 직접 운영하는 브로커는 디스크가 한도입니다',
  'storing takes milliseconds: after five seconds something is surely wrong':
    '저장은 몇 ms면 끝나므로, 5초가 지났다면 틀림없이 무언가 잘못된 것입니다',
}
