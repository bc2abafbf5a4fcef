/** A water wheel in its race: the name of the app as a mark. */
export function Logo() {
  return (
    <span className="mr-logo">
      <svg width="26" height="26" viewBox="0 0 26 26" fill="none" aria-hidden>
        <circle cx="13" cy="11" r="7" stroke="currentColor" strokeWidth="1.8" />
        <path
          d="M13 2v18M4 11h18M6.6 4.6l12.8 12.8M19.4 4.6 6.6 17.4"
          stroke="currentColor"
          strokeWidth="1.3"
          strokeLinecap="round"
        />
        <circle cx="13" cy="11" r="2" fill="currentColor" />
        <path
          d="M2 22.5q1.8 0 3.7-.7t3.6.7 3.7-.7 3.7.7 3.6-.7 3.7.7"
          stroke="currentColor"
          strokeWidth="1.8"
          strokeLinecap="round"
        />
      </svg>
      <h1>Millrace</h1>
    </span>
  )
}
