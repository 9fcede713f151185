#include "document/locate.h"

#include <string.h>

/* A place on the way through the bytes. They are valid JSON, but nothing here relies on
   that: every step forward is held to `size`, and every loop goes forward. */
struct walk {
    const char *bytes;
    size_t size;
    size_t at;
};

/* NUL at the end, which stands nowhere in JSON. */
static char peek(const struct walk *walk)
{
    return walk->at < walk->size ? walk->bytes[walk->at] : '\0';
}

static void skip_space(struct walk *walk)
{
    char byte = peek(walk);
    while (byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n') {
        walk->at++;
        byte = peek(walk);
    }
}

/* Steps over one punctuation mark, and the space around it. */
static bool skip_mark(struct walk *walk, char mark)
{
    skip_space(walk);
    if (peek(walk) != mark)
        return false;
    walk->at++;
    skip_space(walk);
    return true;
}

static void skip_string(struct walk *walk)
{
    walk->at++;
    while (walk->at < walk->size && walk->bytes[walk->at] != '"')
        walk->at += walk->bytes[walk->at] == '\\' ? 2 : 1;
    walk->at = walk->at < walk->size ? walk->at + 1 : walk->size;
}

static void skip_value(struct walk *walk)
{
    size_t depth = 0;
    while (walk->at < walk->size) {
        char byte = walk->bytes[walk->at];
        if (byte == '"') {
            skip_string(walk);
            continue;
        }
        if (byte == '{' || byte == '[')
            depth++;
        else if (depth == 0 && (byte == ',' || byte == '}' || byte == ']'))
            return;
        else if (byte == '}' || byte == ']')
            depth--;
        walk->at++;
    }
}

/* The four hexadecimal digits at a place; 0 when they are not there. */
static unsigned read_unit(const struct walk *walk, size_t at)
{
    unsigned unit = 0;
    for (size_t i = at; i < at + 4; i++) {
        char digit = i < walk->size ? walk->bytes[i] : '\0';
        if (digit >= '0' && digit <= '9')
            unit = unit * 16 + (unsigned)(digit - '0');
        else if ((digit | 0x20) >= 'a' && (digit | 0x20) <= 'f')
            unit = unit * 16 + (unsigned)((digit | 0x20) - 'a') + 10;
        else
            return 0;
    }
    return unit;
}

static size_t encode(char into[static 4], unsigned point)
{
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    size_t length = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    for (size_t i = length; i-- > 1; point >>= 6)
        into[i] = (char)(0x80 | (point & 0x3F));
    into[0] = (char)(lead[length] | point);
    return length;
}

/* Decodes the escape at the walk's place and steps over it; the length in UTF-8. */
static size_t read_escape(struct walk *walk, char into[static 4])
{
    static const char letter[] = "bfnrt";
    static const char control[] = "\b\f\n\r\t";
    walk->at++;
    char kind = peek(walk);
    walk->at++;
    if (kind == 'u') {
        unsigned unit = read_unit(walk, walk->at);
        unsigned second = read_unit(walk, walk->at + 6);
        walk->at += 4;
        if (unit >= 0xD800 && unit < 0xDC00 && second >= 0xDC00 && second < 0xE000) {
            unit = 0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00);
            walk->at += 6;
        }
        return encode(into, unit);
    }
    const char *found = kind == '\0' ? NULL : strchr(letter, kind);
    into[0] = found == NULL ? kind : control[found - letter];
    return 1;
}

/* Steps over a key, and says whether it is this one once its escapes are decoded. */
static bool skip_key(struct walk *walk, const char *key)
{
    struct walk start = *walk;
    size_t left = strlen(key);
    bool same = true;
    skip_string(walk);
    struct walk text = {walk->bytes, walk->at - 1, start.at + 1};
    while (same && text.at < text.size) {
        char character[4] = {text.bytes[text.at]};
        size_t length = 1;
        if (character[0] == '\\')
            length = read_escape(&text, character);
        else
            text.at++;
        same = length <= left && memcmp(key, character, length) == 0;
        key += same ? length : 0;
        left -= same ? length : 0;
    }
    return same && left == 0;
}

static bool enter_member(struct walk *walk, const char *key)
{
    if (!skip_mark(walk, '{'))
        return false;
    while (peek(walk) == '"') {
        bool found = skip_key(walk, key);
        if (!skip_mark(walk, ':'))
            return false;
        if (found)
            return true;
        skip_value(walk);
        if (!skip_mark(walk, ','))
            return false;
    }
    return false;
}

static bool enter_item(struct walk *walk, size_t index)
{
    if (!skip_mark(walk, '['))
        return false;
    for (size_t i = 0; i < index; i++) {
        skip_value(walk);
        if (!skip_mark(walk, ','))
            return false;
    }
    return peek(walk) != ']';
}

/* One step in; the walk stays where it is when there is nothing of the kind. */
static bool enter(struct walk *walk, const char *key, size_t index)
{
    struct walk inside = *walk;
    if (!(key == NULL ? enter_item(&inside, index) : enter_member(&inside, key)))
        return false;
    *walk = inside;
    return true;
}

static bool enter_part(struct walk *walk, const struct part *part)
{
    if (part->within == NULL) {
        skip_space(walk);
        return true;
    }
    return enter_part(walk, part->within) && enter(walk, part->key, part->index);
}

static struct location location_of(const struct walk *walk)
{
    struct location location = {1, 1};
    for (size_t i = 0; i < walk->at && i < walk->size; i++)
        if (walk->bytes[i] == '\n') {
            location.row++;
            location.column = 1;
        } else if (((unsigned char)walk->bytes[i] & 0xC0) != 0x80)
            location.column++;
    return location;
}

struct location locate(const struct part *part, const char *key)
{
    const struct source *source = &part->document->source;
    struct walk walk = {(const char *)source->bytes, source->size, 0};
    if (source->bytes == NULL)
        return (struct location){0, 0};
    if (enter_part(&walk, part) && key != NULL)
        enter(&walk, key, 0);
    return location_of(&walk);
}

/* Whether a double holds the number so that as many digits as DECIMAL_DIGITS give it
   back; whole numbers are held as such. Steps over it. */
static bool skip_number(struct walk *walk)
{
    enum { LARGEST_POWER = 300 };
    bool whole = true;
    bool fraction = false;
    bool scaled = false;
    bool minus = false;
    long digits = 0; /* from the first that is not 0 */
    long zeros = 0;  /* at their end */
    long point = 0;  /* the power of ten of the last digit */
    long power = 0;  /* what stands after the "e" */
    for (; walk->at < walk->size; walk->at++) {
        char byte = walk->bytes[walk->at];
        bool digit = byte >= '0' && byte <= '9';
        if (digit && scaled)
            power = power < 100000 ? power * 10 + (byte - '0') : power;
        else if (digit) {
            digits += digits > 0 || byte != '0';
            zeros = byte == '0' ? zeros + 1 : 0;
            point -= fraction;
        } else if (byte == '.')
            fraction = true;
        else if (byte == 'e' || byte == 'E')
            scaled = true;
        else if (byte != '-' && byte != '+')
            break;
        else
            minus = scaled && byte == '-';
        whole = whole && !fraction && !scaled;
    }
    /* The power of ten of the first digit. */
    long size = point + digits - 1 + (minus ? -power : power);
    return whole || digits == 0
           || (digits - zeros <= DECIMAL_DIGITS && size <= LARGEST_POWER
               && size >= -LARGEST_POWER);
}

bool tell_inexact(const char *file, size_t row, size_t column, struct fault *fault)
{
    return fault_set_at(fault, FAULT_DATA, file, row, column,
                        "a number of more than %d digits, or of too great or small a "
                        "size, cannot be taken exactly",
                        DECIMAL_DIGITS);
}

bool locate_inexact(const struct source *source, const char *file, struct fault *fault)
{
    struct walk walk = {(const char *)source->bytes, source->size, 0};
    while (walk.at < walk.size) {
        struct walk start = walk;
        char byte = peek(&walk);
        if (byte == '"')
            skip_string(&walk);
        else if (byte != '-' && (byte < '0' || byte > '9'))
            walk.at++;
        else if (!skip_number(&walk)) {
            struct location location = location_of(&start);
            return tell_inexact(file, location.row, location.column, fault);
        }
    }
    return true;
}
