const DATE_TIME =
  /^(-?(?:[1-9]\d{4,5}|\d{4}))-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:(Z)|([+-])(\d\d):(\d\d))?$/;

const MINUTE = 60_000;
const DAY = 86_400_000;
/** The latest zone offset of xsd:dateTime, in minutes. */
const MAX_OFFSET = 14 * 60;

/**
 * Reads an xsd:dateTime as milliseconds since 1970, with a fraction for finer digits (RFC 7643 §2.3.5).
 *
 * A text without a zone counts as UTC. `undefined` for anything that is not a date and a time of the calendar, or that
 * a `Date` cannot hold.
 */
export function parseDateTime(text: string): number | undefined {
  const match = DATE_TIME.exec(text);
  if (match === null) return undefined;
  const day = dayStart(Number(match[1]), Number(match[2]), Number(match[3]));
  const time = timeOfDay(match);
  const offset = zoneOffset(match);
  if (day === undefined || time === undefined || offset === undefined) return undefined;
  const instant = day + time - offset;
  return Math.abs(instant) <= 8.64e15 ? instant : undefined;
}

function dayStart(year: number, month: number, day: number): number | undefined {
  // Date.UTC would take the years 0 to 99 for 1900 to 1999.
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.getTime() : undefined;
}

function timeOfDay(match: RegExpExecArray): number | undefined {
  const [hours, minutes, seconds] = [Number(match[4]), Number(match[5]), Number(match[6])];
  const fraction = match[7] ?? '';
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0')) + Number(`0.${fraction.slice(3)}0`);
  const time = (hours * 60 + minutes) * MINUTE + seconds * 1000 + milliseconds;
  // 24:00:00 is the end of a day in xsd:dateTime; 24:00:01 is nothing.
  if (hours === 24) return time === DAY ? time : undefined;
  return hours < 24 && minutes < 60 && seconds < 60 ? time : undefined;
}

function zoneOffset(match: RegExpExecArray): number | undefined {
  if (match[9] === undefined) return 0;
  const [hours, minutes] = [Number(match[10]), Number(match[11])];
  const offset = hours * 60 + minutes;
  if (minutes > 59 || offset > MAX_OFFSET) return undefined;
  return (match[9] === '-' ? -offset : offset) * MINUTE;
}
