/** Why the database begins with these values, in Korean: by the English sentence. */
export const ko: Readonly<Record<string, string>> = {
  'replay of a logged write costs about half of its transaction, on one process':
    '로그의 쓰기를 프로세스 하나로 다시 적용하는 비용은 원래 트랜잭션의 절반쯤입니다',
  'a pooler lets callers wait for a connection instead of refusing them':
    '풀러(pooler)는 호출자를 거절하지 않고 연결이 날 때까지 기다리게 합니다',
  'about 35 s are usual from the crash to the first write, and 30 of them are the detection':
    '다운에서 첫 쓰기까지 보통 35초쯤 걸리며, 그중 30초는 알아채는 데 듭니다',
  'queries take milliseconds: after five seconds something is surely wrong':
    '쿼리는 몇 ms면 끝나므로, 5초가 지났다면 틀림없이 무언가 잘못된 것입니다',
  'reads go where writes go until somebody decides that stale answers are acceptable':
    '오래된 응답도 괜찮다고 정하기 전까지, 읽기는 쓰기와 같은 곳으로 갑니다',
}
