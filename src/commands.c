#include "commands.h"

#include <stddef.h>
#include <string.h>

const struct rmap_command rmap_commands[] = {
    {"draw", RMAP_OPERAND_MAP_FILE, true,
     "[draw] [MAPFILE.yaml] [--OPTION VALUE]... -o FILE",
     "draw a map; the word itself may be left out",
     "The suffix of FILE decides what is written: .png, .svg, .svgz, .pdf or .eps for\n"
     "a map; .geojson, .kml, .shp or .csv for its rings and sites as data. '-o -'\n"
     "with --format writes to standard output. FILE is written aside and renamed: an\n"
     "older one stays whole when something fails.\n"
     "\n"
     "Without options the map shows the peninsula, five sites, and the rings of 180\n"
     "and 300 km around Seoul. A map file holds the same options by the same names,\n"
     "as YAML ('rings: [180km, 300km]'); the command line wins over it.\n",
     "ringmap -o korea.png\n"
     "ringmap --rings 100mi --around osan,37.5,127.0 --extent fit -o reach.pdf\n"
     "ringmap reach.yaml --style print --lang en+ko -o reach.svg\n"
     "ringmap --format svg -o - | gzip -9 >korea.svgz\n"},
    {"measure", RMAP_OPERAND_MAP_FILE, true,
     "measure [MAPFILE.yaml] [--OPTION VALUE]... [-o FILE.md|csv|json]",
     "distances, areas, and the land inside each ring",
     "Says how far the sites lie from each other, how long the lines are, and for each\n"
     "ring its area and the sites, lines and land inside, by country and province,\n"
     "with the stated error. Without -o it prints text.\n",
     "ringmap measure --rings 300km --around seoul\n"
     "ringmap measure reach.yaml -o reach.json\n"},
    {"alt", RMAP_OPERAND_MAP_FILE, true,
     "alt [MAPFILE.yaml] [--OPTION VALUE]...",
     "what the map shows, in a sentence or two",
     "Prints the alternative text that the drawn files carry, for readers who cannot\n"
     "see the map, written from the map's own numbers in its language (--lang).\n",
     "ringmap alt --rings 300km --around osan --lang ko\n"},
    {"figure", RMAP_OPERAND_FORMAT, true,
     "figure FORMAT [MAPFILE.yaml] [--OPTION VALUE]... -o FILE",
     "draw, and print the code that puts it into a report",
     "Draws FILE and prints the code that puts it into a report at its size, with\n"
     "alternative text, caption, credit and --link. 'figure docx' and 'figure pptx'\n"
     "print nothing, but write a Word document or a slide beside the PNG.\n",
     "ringmap figure latex --width 120mm -o reach.pdf >reach.tex\n"
     "ringmap figure markdown reach.yaml --text outlines -o reach.svg >reach.md\n"},
    {"redraw", RMAP_OPERAND_DRAWN, true,
     "redraw DRAWN [--OPTION VALUE]... -o FILE",
     "draw again what a drawn file shows",
     "Reads the options that a drawn SVG, PNG or PDF carries and draws from them;\n"
     "those on the command line win. Data that have changed since are noted.\n",
     "ringmap redraw reach.svg -o reach.png\n"
     "ringmap redraw reach.pdf --lang ko -o reach-ko.pdf\n"},
    {"provenance", RMAP_OPERAND_DRAWN, false,
     "provenance DRAWN",
     "what a drawn file was drawn from",
     "Prints the version, the command and the data with their checksums that a drawn\n"
     "SVG, PNG or PDF was drawn from, and whether the data are the same now.\n",
     "ringmap provenance reach.svg\n"},
    {"list", RMAP_OPERAND_LISTED, false,
     "list WHAT [NAME]",
     "what there is: options, styles, sites, places, sizes",
     "Prints what can be named in options.\n",
     "ringmap list around\n"
     "ringmap list style dark\n"
     "ringmap list completion bash >ringmap.bash\n"},
    {"help", RMAP_OPERAND_HELP, false,
     "help [COMMAND|GROUP|--OPTION|all]",
     "more about a command, options, or everything",
     "Tells about a command, a group of options or one option; for a command\n"
     "'ringmap COMMAND --help' does the same.\n",
     "ringmap help figure\n"
     "ringmap help rings\n"
     "ringmap help --closeup\n"
     "ringmap help all\n"},
    {0},
};

const struct rmap_command *rmap_command_find(const char *name)
{
    for (const struct rmap_command *command = rmap_commands; command->name; command++) {
        if (strcmp(name, command->name) == 0)
            return command;
    }
    return NULL;
}
