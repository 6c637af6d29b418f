/**
 * The name of a seat as it stands beside its role, without saying the role twice: "2" beside Judge, "2号" beside 评委.
 *
 * @param {string} role
 * @param {string} seat
 */
export const seatBeside = (role, seat) =>
  seat.startsWith(role)
    ? seat.slice(role.length).trim()
    : seat.endsWith(role)
      ? seat.slice(0, -role.length).trim()
      : seat;
