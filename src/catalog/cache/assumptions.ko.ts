/** Why the cache begins with these values, in Korean: by the English sentence. */
export const ko: Readonly<Record<string, string>> = {
  'a tenth of the default key space, so that evictions show':
    '항목이 밀려나는 모습이 보이도록 기본 키 공간의 10분의 1로 잡았습니다',
  'the usual choice for a cache; as shipped, the commonest one evicts nothing':
    '캐시에서 흔히 쓰는 정책입니다. 가장 널리 쓰이는 캐시는 처음 설정 그대로면 아무것도 제거하지 않습니다',
  'five minutes: between the minute and the half day that are commonest at a large site':
    '5분으로, 어느 대규모 사이트에서 가장 흔한 두 값인 1분과 반나절 사이입니다',
  'one node, until memory or its one core is used up': '메모리나 하나뿐인 코어가 바닥나기 전까지 노드 한 대입니다',
  'the hash of the key modulo the number of nodes, as the simplest clients do':
    '가장 단순한 클라이언트처럼 키의 해시를 노드 수로 나눈 나머지를 씁니다',
  'entries are easier to count than bytes; machines are bounded by bytes':
    '항목 수가 바이트보다 세기 쉽습니다. 실제 머신은 바이트로 제한됩니다',
  'room for about as many entries of 2 kB as the default number': '2 kB 항목을 기본 개수만큼 담을 만한 크기입니다',
  'a key of 36 bytes, and what a store in memory needs to find the value':
    '36바이트의 키와, 메모리 저장소가 값을 찾는 데 쓰는 만큼입니다',
  'none, as stores have none of their own: it is added by who writes the entry':
    '저장소에는 이런 기능이 없고, 항목을 쓰는 쪽에서 더하는 것이므로 없음으로 두었습니다',
  'most caches let every miss through; single flight has to be built or switched on':
    '대부분의 캐시는 미스를 모두 통과시킵니다. 합치기는 따로 만들거나 켜야 합니다',
  'a second, as long as a store in memory usually lets its log on disk lag':
    '메모리 저장소가 디스크의 로그를 흔히 늦추는 만큼인 1초입니다',
  'the commonest way: the application looks aside, and fills what it missed':
    '가장 흔한 방식으로, 애플리케이션이 캐시를 먼저 보고 없던 것을 채웁니다',
  'every request that misses asks for itself unless the program sees to it':
    '프로그램이 따로 막지 않으면 놓친 요청마다 스스로 묻습니다',
}
