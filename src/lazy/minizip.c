/* minizip: the docx or pptx of a figure. */
#include "lazy.h"

#include <minizip/zip.h>

F2(int, zipClose, zipFile, const char *)
F1(int, zipCloseFileInZip, zipFile)
F4(zipFile, zipOpen2_64, const void *, int, zipcharpc *, zlib_filefunc64_def *)
F3(int, zipWriteInFileInZip, zipFile, const void *, unsigned)

int zipOpenNewFileInZip(zipFile file, const char *name, const zip_fileinfo *info, const void *local, uInt local_size,
                        const void *global, uInt global_size, const char *comment, int method, int level)
{
    FOUND(zipOpenNewFileInZip);
    return found(file, name, info, local, local_size, global, global_size, comment, method, level);
}
