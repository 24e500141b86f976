/** What a time in words says, before it is placed in a calendar. */

/** An hour of a day, in a zone where one is named: an IANA name, or an offset. */
export interface Clock {
  hour: number;
  minute: number;
  zone?: string;
}

export interface WrittenTime {
  /** The token behind it. */
  end: number;
  /** The token behind what says when, where more words follow that belong to it: "12月1日午前5時" of "12月1日午前5時まで". */
  core?: number;
  year?: number;
  month?: number;
  day?: number;
  /** "3/12": the day is the first number or the second. */
  either?: true;
  /** 1 Monday to 7 Sunday. */
  weekday?: number;
  /** Days from today. */
  ahead?: number;
  /** None: the day begins. Several: the last of them. */
  clocks: Clock[];
  /** It says "about", "evening" or when something begins; or has two readings. */
  vague: boolean;
}
