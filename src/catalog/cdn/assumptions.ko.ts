/** Why the CDN begins with these values, in Korean: by the English sentence. */
export const ko: Readonly<Record<string, string>> = {
  'an edge holds far more objects than a site of this size has':
    '엣지는 이만한 사이트가 가진 것보다 훨씬 많은 객체를 보관합니다',
  'an object from the memory or disk of an edge: 3 ms at the median':
    '엣지의 메모리나 디스크에서 객체 하나를 꺼내는 시간으로, 중앙값은 3 ms입니다',
  'files keep their names until a build gives every version a name of its own':
    '빌드가 버전마다 새 이름을 붙이기 전까지 파일은 이름을 그대로 씁니다',
  'an extra that is paid for: edges ask the origin themselves until it is wanted':
    '따로 비용이 드는 기능이므로, 켜기 전까지는 엣지가 저마다 오리진에 묻습니다',
  'one more hop, as long as that from users to their edge: 15 ms, 2 to 60':
    '한 구간을 더 거치며, 사용자와 엣지 사이만큼인 15 ms(2~60 ms)로 잡았습니다',
  'answers that are made for a request are not kept until somebody says they may be':
    '요청마다 만드는 응답은 보관해도 된다고 정하기 전까지 보관하지 않습니다',
  'ten seconds: old enough to be asked for twice, young enough for most pages':
    '10초로, 두 번 요청될 만큼 길고 대부분의 페이지에 괜찮을 만큼 짧습니다',
  'languages, or campaigns that put their mark into a link: a few dozen':
    '언어나, 링크에 표시를 붙이는 캠페인으로 보아 수십 가지로 잡았습니다',
}
