/** One command at a time from a desk without a list of actions: what is under way, and what was refused. */

import { live } from "/static/js/lib/live.js";
import { useRef, useState } from "/static/vendor/preact.js";

/** `{give, busy, refused}`: `give(command, reason)` does nothing while another one is under way. */
export function useGive() {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState(/** @type {CommandError | null} */ (null));
  const underWay = useRef(false);
  /**
   * @param {ReviewCommand} command
   * @param {string} [reason]
   */
  const give = async (command, reason = "") => {
    if (underWay.current) return;
    underWay.current = true;
    setBusy(true);
    setRefused(null);
    try {
      await live.command(command, { reason });
    } catch (error) {
      setRefused(/** @type {CommandError} */ (error));
    } finally {
      underWay.current = false;
      setBusy(false);
    }
  };
  return { give, busy, refused };
}
