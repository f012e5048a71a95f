#!/bin/sh
# Make containers.env, once: what is set here beside the defaults, and secrets of this machine's own.
set -eu
umask 077
cd "$(dirname "$0")"
file=${CONTAINERS_ENV:-containers.env}
[ -e "$file" ] && exit 0

# Letters and digits alone: they mean themselves in a shell, in an address, and in Compose.
random() {
  LC_ALL=C tr -dc 'A-Za-z0-9' < /dev/urandom | head -c 60
}

# Written under another name first: a file with half of the secrets would look finished.
cat > "$file.new" << END
# Made by prepare.sh. Other lines of .env.example may be added; of the ports, GALLERY_SITE_PORT alone.
# NGINX has three of its own: GALLERY_SCHEME=https belongs to GALLERY_HTTPS=yes, GALLERY_BODY_BYTES is
# a little more than GALLERY_UPLOAD_BYTES, and GALLERY_TRUSTED_PROXY=172.16.0.0/12 believes what ends
# HTTPS on this machine about the visitor's address: to a container it comes from such a one.

# The password of the role postgres, which may do everything; the gallery never uses it. This and the
# next one are set when the volume is new.
GALLERY_DATABASE_ADMIN_PASSWORD=$(random)

# The password of the gallery's own role.
GALLERY_DATABASE_PASSWORD=$(random)

# Signs what the back end hands out.
GALLERY_BACKEND_SECRET_KEY=$(random)

# Signs the front end's cookies.
GALLERY_FRONTEND_SECRET_KEY=$(random)
END
mv "$file.new" "$file"
