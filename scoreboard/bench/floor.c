/* The floor of a live push: what any server on this machine needs at least.

   floor PORT LOG HEAD-FILE TAIL-FILE

   Speaks just enough of Socket.IO over websockets: lets everybody in, keeps every command durably in LOG, acknowledges
   it, and sends one prebuilt frame (HEAD, the number, TAIL) to every connection.  One thread, one send a connection. */

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MOST = 65536, READ = 16384, LARGEST = 65536 };

static const char ACCEPTED[] =
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: -\r\n\r\n";

static char *head, *tail;
static long seq;
static int record;
static int line[MOST], lines; /* descriptors of open websockets */
static char state[MOST];      /* by descriptor: 0 request awaited, 1 websocket */

static char *whole(const char *name) {
    FILE *file = fopen(name, "rb");
    static char read_in[LARGEST];
    size_t size = file ? fread(read_in, 1, sizeof read_in - 1, file) : 0;
    if (file) fclose(file);
    read_in[size] = 0;
    return strdup(read_in);
}

static int framed(char *out, const char *text, int size) {
    int at = 0;
    out[at++] = (char)0x81;
    if (size < 126) {
        out[at++] = (char)size;
    } else {
        out[at++] = 126;
        out[at++] = (char)(size >> 8);
        out[at++] = (char)size;
    }
    memcpy(out + at, text, size);
    return at + size;
}

static void say(int fd, const char *text) {
    static char out[LARGEST + 8];
    int size = framed(out, text, strlen(text));
    send(fd, out, size, MSG_DONTWAIT | MSG_NOSIGNAL);
}

static void view(char *text) { sprintf(text, "%s%ld%s", head, seq, tail); }

static void heard(int fd, char *text, int size) {
    static char answer[LARGEST], out[LARGEST + 8];
    if (size > 1 && text[0] == '4' && text[1] == '0') {
        say(fd, "40/live,{\"sid\":\"x\"}");
        view(answer);
        say(fd, answer);
    } else if (size > 1 && text[0] == '4' && text[1] == '2') {
        char *comma = memchr(text, ',', size);
        int number = comma ? atoi(comma + 1) : 0;
        seq++;
        if (write(record, text, size) != size || fdatasync(record)) exit(1);
        sprintf(answer, "43/live,%d[{\"ok\":true,\"seq\":%ld}]", number, seq);
        say(fd, answer);
        view(answer);
        int length = framed(out, answer, strlen(answer));
        for (int i = 0; i < lines; i++) send(line[i], out, length, MSG_DONTWAIT | MSG_NOSIGNAL);
    }
}

static void unmask(int fd, unsigned char *data, int size) {
    while (size >= 6) {
        int length = data[1] & 127, at = 2;
        if (length == 126) length = data[2] << 8 | data[3], at = 4;
        if (size < at + 4 + length) return;
        unsigned char *mask = data + at, *text = data + at + 4;
        for (int i = 0; i < length; i++) text[i] ^= mask[i & 3];
        heard(fd, (char *)text, length);
        data = text + length, size -= at + 4 + length;
    }
}

static void gone(int fd) {
    for (int i = 0; i < lines; i++)
        if (line[i] == fd) line[i] = line[--lines];
    state[fd] = 0;
    close(fd);
}

int main(int count, char **given) {
    if (count != 5) return 2;
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons(atoi(given[1]))};
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int one = 1, listener = socket(AF_INET, SOCK_STREAM, 0), poll = epoll_create1(0);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    setsockopt(listener, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    record = open(given[2], O_WRONLY | O_CREAT | O_APPEND, 0600);
    head = whole(given[3]), tail = whole(given[4]);
    if (record < 0 || bind(listener, (struct sockaddr *)&here, sizeof here) || listen(listener, 4096)) return 1;
    struct epoll_event event = {.events = EPOLLIN, .data.fd = listener}, events[256];
    epoll_ctl(poll, EPOLL_CTL_ADD, listener, &event);
    puts("ready");
    fflush(stdout);
    static unsigned char data[READ];
    for (;;) {
        int ready = epoll_wait(poll, events, 256, -1);
        for (int i = 0; i < ready; i++) {
            int fd = events[i].data.fd;
            if (fd == listener) {
                int comer = accept4(listener, 0, 0, SOCK_NONBLOCK);
                if (comer < 0) continue;
                if (comer >= MOST) { close(comer); continue; }
                event.data.fd = comer;
                epoll_ctl(poll, EPOLL_CTL_ADD, comer, &event);
                continue;
            }
            int size = recv(fd, data, READ, 0);
            if (size <= 0) {
                if (size == 0 || errno != EAGAIN) gone(fd);
            } else if (!state[fd]) {
                state[fd] = 1, line[lines++] = fd;
                send(fd, ACCEPTED, sizeof ACCEPTED - 1, MSG_NOSIGNAL);
                say(fd, "0{\"sid\":\"x\"}");
            } else {
                unmask(fd, data, size);
            }
        }
    }
}
