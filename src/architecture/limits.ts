/** How large a document may be: far more than a person draws, little enough that no file can hang the app. */

export const COMPONENTS_MAX = 2_000
export const CONNECTIONS_MAX = 10_000
export const TIMELINE_MAX = 1_000
export const NOTES_MAX = 1_000
/** In UTF-16 units. */
export const ID_LENGTH_MAX = 160
export const NAME_LENGTH_MAX = 200
export const NOTE_LENGTH_MAX = 10_000
export const CLASS_NAME_LENGTH_MAX = 60
/** From the origin of the canvas, in canvas units. */
export const POSITION_MAX = 10_000_000
export const SIZE_MAX = 1_000_000
/** The longest run and the latest fault: a year, in ms. */
export const TIME_MAX_MS = 31_536_000_000
/** Of a distribution; beyond it a mean says nothing. */
export const CV_MAX = 100
export const CLASSES_MAX = 50
export const POINTS_MAX = 50
export const SHARE_MAX = 1_000_000
export const KEYS_MAX = 1_000_000_000
export const ZIPF_MAX = 10
/** Of the numbered instances of a component, as in the catalog. */
export const INSTANCE_MAX = 99
/** More problems than this are counted instead of listed. */
export const PROBLEMS_MAX = 100

/** Most bytes that travel with one request: 1 GB. */
export const BYTES_MAX = 1e9

/** The last to be shed. */
export const PRIORITY_MAX = 9
