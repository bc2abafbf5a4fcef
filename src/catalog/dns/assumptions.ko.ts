/** Why the DNS begins with these values, in Korean: by the English sentence. */
export const ko: Readonly<Record<string, string>> = {
  'about a thousand resolvers serve the users of one region': '한 리전의 사용자는 리졸버 천 개쯤을 나눠 씁니다',
  'browsers and apps do ask again; only some long-lived programs never do':
    '브라우저와 앱은 다시 조회합니다. 오래 실행되는 일부 프로그램만 다시 조회하지 않습니다',
  'how far resolvers stretch was not published; an hour is a usual lower limit of theirs':
    '리졸버가 얼마나 늘리는지는 공개되지 않았습니다. 한 시간은 리졸버가 흔히 두는 하한입니다',
  'people ask now and then, so an answer of their own would be old; a Java service keeps one for 30 s by default':
    '사람은 가끔 조회하므로 스스로 보관한 응답은 이미 오래된 것이 됩니다. Java 서비스는 기본으로 30초 동안 보관합니다',
}
