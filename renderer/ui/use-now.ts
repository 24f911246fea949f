/** The time, ticking. Shows only: deadlines are kept by main and the gateway. */
import { useEffect, useState } from 'react';

/** @param everyMs How often it is renewed. */
export function useNow(everyMs: number): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
