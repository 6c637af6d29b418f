/**
 * Which signs count 1 each where characters are counted as Word counts them (`word_count.js`): made from the character
 * database by `python -m tests.unit.engine.review.wide_signs`, as runs in base 36: how far a run is behind the one
 * before, and how long it is.
 */

export const OWN =
  "3cw 2n,30q 0,hd 1,e 1,5b 3,4 0,3 0,ei 1,m 1,1f b,18 0,k 0,e 0,9 1,i 1,6 1,9 0,6 0,m 0,8 1,2 0,5 0,3 " +
  "0,8 0,5 1,t 0,10 0,2 0,5 2,2 0,1q 2,p 0,f 0,nw 1,1g 0,5 0,mj aj,6 1p,3 ee,9 5f3,1t h52,wq s,hw 8mb,6" +
  "l9 d5,mv 9,n 1n,46 6l,m42 d97,c21 0,5n 0,5b 0,3 9,2u 80,d 8,2 1x,2 l,d 16,5 4,d g,4 0,4 1y,2 0,2 56," +
  "3 1q,e 3,2 n,j 0,r 1,e 0,2f 2c,1d 1x,7 0,4 2,3 a,c 1,8 8,6c g,7w 1a,2 9,2 54,35 3q,zu 1idm";

export const EITHER =
  "4h 0,3 0,3 1,5 1,2 4,2 3,3 3,o 0,w 0,ct 0,k 3,2 0,2 0,5rl 0,3 3,2 1,3 1,3 2,2 3,9 0,2 1,2 0,6 0,3 0," +
  "1i 0,d 3,14 0,2f 0,2 0,4 0,d 0,b 1,1d 1,7 3,2 b,5 9,g 0,7 9,v 1,p 0,2 0,j 0,p 0,2 1,4 1,3 0,4 0,2 0," +
  "4 0,5 0,3 3,3 0,2 0,2 5,2 0,6 3,5 1,b 0,4 0,6 0,e 1,3 3,3 1,3 1,j 1,3 1,e 0,4 0,c 0,q 0,2b 0,9a 3t,2" +
  " 2o,5 z,d f,3 3,b 1,2 6,9 1,3 1,5 1,3 1,5 2,3 0,3 3,h 3,a 0,m 1,3 0,5 1,d 0,2 0,y 0,2 0,u 1,2 2,2 3," +
  "2 1,2 0,1b 1,w 0,7 7,2 4,2 c,2 0,5 1,2 6,3 0,2 3,2 1,2 1,1q 0,1l 9,rb 3,1db 7,yb5 4xr,1dq 0,1blv a,6" +
  " t,3 1l,7 t,2 1,b h,ic7o 2t4t";
